package bot.conversational.adapters.elasticsearch.indexing;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchGuard;
import bot.conversational.adapters.elasticsearch.client.MessageIndexSchema;
import bot.conversational.adapters.elasticsearch.client.StoredMessage;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.indexing.maintenance.IndexContents;
import bot.conversational.domain.user.UserId;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.get.GetResult;
import co.elastic.clients.elasticsearch.core.mget.MultiGetOperation;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@link IndexContents} of the version that is searched. */
public final class ElasticsearchIndexContents implements IndexContents {

    /** Of the longest messages there are, so many fit into an answer. */
    private static final int DOCUMENTS = 100;

    private final ElasticsearchClient client;
    private final String alias;
    private final ElasticsearchGuard calls = new ElasticsearchGuard("elasticsearch-contents");

    /** @param client one that may take its time */
    public ElasticsearchIndexContents(ElasticsearchClient client, MessageIndexSchema schema) {
        this.client = client;
        this.alias = schema.alias();
    }

    @Override
    public Map<MessageId, MessageDocument> read(UserId user, Collection<MessageId> messages) {
        Map<MessageId, MessageDocument> found = new HashMap<>();
        List<String> ids = messages.stream().map(MessageId::toString).toList();
        for (int from = 0; from < ids.size(); from += DOCUMENTS) {
            for (GetResult<StoredMessage> result :
                    get(user, ids.subList(from, Math.min(ids.size(), from + DOCUMENTS)))) {
                document(user, result).ifPresent(it -> found.put(it.message().id(), it));
            }
        }
        return found;
    }

    private List<GetResult<StoredMessage>> get(UserId user, List<String> ids) {
        List<MultiGetOperation> operations = ids.stream()
                .map(id -> MultiGetOperation.of(doc -> doc.id(id).routing(user.toString())))
                .toList();
        return calls
                .call(() -> client.mget(it -> it.index(alias).docs(operations), StoredMessage.class))
                .docs()
                .stream()
                .map(ElasticsearchGuard::there)
                .toList();
    }

    private static Optional<MessageDocument> document(UserId user, GetResult<StoredMessage> result) {
        @Nullable StoredMessage stored = result.source();
        @Nullable Long version = result.version();
        return stored == null || version == null || !stored.userId().equals(user.toString())
                ? Optional.empty()
                : Optional.of(new MessageDocument(
                        user,
                        stored.message(),
                        Optional.ofNullable(stored.title()),
                        stored.archived(),
                        stored.filing(),
                        version));
    }

    @Override
    public List<MessageId> messages(UserId user, Optional<MessageId> after, int limit) {
        SearchRequest request = SearchRequest.of(it -> sortedIds(
                        it, "messageId", after.map(MessageId::toString).orElse(""), limit)
                .routing(user.toString())
                .query(query -> query.bool(bool ->
                        bool.filter(own -> own.term(term -> term.field("userId").value(user.toString()))))));
        return keys(request).map(MessageId::new).toList();
    }

    @Override
    public List<UserId> users(Optional<UserId> after, int limit) {
        SearchRequest request = SearchRequest.of(
                it -> sortedIds(it, "userId", after.map(UserId::toString).orElse(""), limit)
                        .query(query -> query.exists(has -> has.field("userId")))
                        .collapse(collapse -> collapse.field("userId")));
        return keys(request).map(UserId::new).toList();
    }

    private SearchRequest.Builder sortedIds(SearchRequest.Builder it, String field, String after, int limit) {
        return it.index(alias)
                .source(source -> source.fetch(false))
                .sort(sort -> sort.field(by -> by.field(field).order(SortOrder.Asc)))
                .searchAfter(FieldValue.of(after))
                .size(limit)
                .trackTotalHits(track -> track.enabled(false))
                .allowPartialSearchResults(false);
    }

    private Stream<UUID> keys(SearchRequest request) {
        return calls.call(() -> client.search(request, Void.class)).hits().hits().stream()
                .map(Hit::sort)
                .map(keys -> UUID.fromString(keys.getFirst().stringValue()));
    }
}
