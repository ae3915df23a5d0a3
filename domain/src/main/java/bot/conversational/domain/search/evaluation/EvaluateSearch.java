package bot.conversational.domain.search.evaluation;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.TreePosition;
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
    private final MessageSearch search;
    private final IdSource ids;
    private final UserId user;
    private final ConversationId collection;
    private final Map<MessageId, String> documents = new HashMap<>();

    /** @param search of the same index */
    public EvaluateSearch(MessageIndex index, MessageSearch search, IdSource ids) {
        this.index = index;
        this.search = search;
        this.ids = ids;
        user = new UserId(ids.next());
        collection = new ConversationId(ids.next());
    }

    /** Adds documents by their ids; texts that are too long for a message are cut. */
    public void add(Map<String, String> texts) {
        index.write(texts.entrySet().stream()
                .map(it -> (IndexEntry) new IndexEntry.Put(document(it.getKey(), it.getValue())))
                .toList());
    }

    /** How many of the documents are findable, counted up to where the index stops counting. */
    public long findable() {
        return search("-" + ids.next(), 1).total().value();
    }

    /**
     * The ids of the documents found for a text, best first, at most 100; of a long text the first 64 words count.
     *
     * @throws DomainException.Unavailable when the index is unavailable: the fallback must not be measured
     */
    public List<String> found(String text) {
        // Characters of a question that look like syntax are text.
        String words = Stream.of(
                        text.replaceAll("[\"*]|(?<!\\S)-+", " ").strip().split("\\s+"))
                .limit(QueryText.MAX_TERMS)
                .collect(Collectors.joining(" "));
        MessageHits hits = search(Text.cut(words, MessageQuery.MAX_TEXT), FOUND);
        return hits.items().stream()
                .map(hit -> documents.getOrDefault(hit.message().id(), ""))
                .toList();
    }

    private MessageHits search(String text, int limit) {
        MessageHits hits =
                search.search(user, new MessageQuery(text, Filters.NONE, Sort.RELEVANCE, PageRequest.first(limit)));
        if (hits.degraded()) {
            throw new DomainException.Unavailable("The search index is unavailable.", null);
        }
        return hits;
    }

    private MessageDocument document(String id, String text) {
        MessageId message = new MessageId(ids.next());
        documents.put(message, id);
        return new MessageDocument(
                user,
                Message.question(
                        message,
                        new TreePosition(collection, documents.size(), Optional.empty()),
                        Content.of(Text.cut(text, Message.MAX_CONTENT)),
                        THEN),
                Optional.empty(),
                false,
                VERSION);
    }

    /** Removes the documents. */
    @Override
    public void close() {
        index.write(List.of(new IndexEntry.RemoveConversation(user, collection, VERSION + 1)));
    }
}
