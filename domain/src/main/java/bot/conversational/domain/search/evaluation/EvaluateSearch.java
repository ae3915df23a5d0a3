package bot.conversational.domain.search.evaluation;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.folder.Filing;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.search.MessageHits;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageQuery.Filters;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.search.text.QueryText;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.shared.Text;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Searches a collection of documents as if they were the messages of a user. The user exists in the index only and is
 * removed at the end. Used by one thread, for one collection.
 */
public final class EvaluateSearch implements AutoCloseable {

    private static final int FOUND = 100;
    private static final Instant THEN = Instant.EPOCH;
    private static final long VERSION = 1;

    private final MessageIndex index;
    private final MessageSearch keyword;
    private final Optional<DocumentVectors> vectors;
    private final IdSource ids;
    private final UserId user;
    private final ConversationId collection;
    private final Map<MessageId, Document> documents = new HashMap<>();

    /**
     * @param keyword the search of the same index
     * @param vectors where the documents are embedded, for searches that ask there
     */
    public EvaluateSearch(MessageIndex index, MessageSearch keyword, Optional<DocumentVectors> vectors, IdSource ids) {
        this.index = index;
        this.keyword = keyword;
        this.vectors = vectors;
        this.ids = ids;
        user = new UserId(ids.next());
        collection = new ConversationId(ids.next());
    }

    /** Adds documents; texts that are too long for a message are cut. */
    public void add(List<Document> some) {
        List<Message> messages = some.stream().map(this::message).toList();
        index.write(messages.stream()
                .map(it -> (IndexEntry) new IndexEntry.Put(
                        new MessageDocument(user, it, Optional.empty(), false, Filing.NONE, VERSION)))
                .toList());
        vectors.ifPresent(it -> it.add(messages));
    }

    private Message message(Document document) {
        MessageId id = new MessageId(ids.next());
        documents.put(id, document);
        return Message.complete(
                id,
                new TreePosition(collection, documents.size(), Optional.empty()),
                document.role(),
                Content.of(Text.cut(document.text(), Message.MAX_CONTENT)),
                THEN);
    }

    /** How many of the documents are findable, counted up to where the index stops counting. */
    public long findable() {
        return search(keyword, "-" + ids.next(), 1).total().value();
    }

    /**
     * The documents that a search finds for a text, best first, at most 100; of a long text the first 64 words count.
     *
     * @throws DomainException.Unavailable when a part of the search is unavailable: the fallback must not be measured
     */
    public List<Document> found(MessageSearch search, String text) {
        // Characters of a question that look like syntax are text.
        String words = Stream.of(
                        text.replaceAll("[\"*]|(?<!\\S)-+", " ").strip().split("\\s+"))
                .limit(QueryText.MAX_TERMS)
                .collect(Collectors.joining(" "));
        MessageHits hits = search(search, Text.cut(words, MessageQuery.MAX_TEXT), FOUND);
        return hits.items().stream()
                .flatMap(hit -> Stream.ofNullable(documents.get(hit.message().id())))
                .toList();
    }

    private MessageHits search(MessageSearch search, String text, int limit) {
        MessageHits hits =
                search.search(user, new MessageQuery(text, Filters.NONE, Sort.RELEVANCE, PageRequest.first(limit)));
        if (hits.degraded()) {
            throw new DomainException.Unavailable("A part of the search is unavailable.", null);
        }
        return hits;
    }

    /** Removes the documents. */
    @Override
    public void close() {
        index.write(List.of(new IndexEntry.RemoveConversation(user, collection, VERSION + 1)));
    }
}
