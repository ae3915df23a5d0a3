package bot.conversational.adapters.elasticsearch.indexing;

import static java.util.Objects.requireNonNull;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchGuard;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.indexing.IndexEntry.RemoveConversation;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.user.UserId;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.get.GetResult;
import co.elastic.clients.elasticsearch.core.mget.MultiGetOperation;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Removes conversations durably: their messages are deleted, and a tombstone stays for late writes. The messages are
 * found by a search, since a minimal Elasticsearch cannot delete by query.
 */
final class ConversationTombstones {

    /**
     * Deletes a document as it was read; a concurrent write is removed by its own writer. Not by an external version:
     * with one, Elasticsearch creates a missing index, alias or not.
     */
    private record Deletion(
            UserId user,
            String id,
            @Nullable Long seqNo,
            @Nullable Long primaryTerm) {}

    private static final int PAGE = 1_000;
    private static final int BYTES_OF_AN_ID = 200;

    private final ElasticsearchClient client;
    private final String alias;
    private final ElasticsearchGuard calls;
    private final BulkWriter bulk;

    ConversationTombstones(ElasticsearchClient client, String alias, ElasticsearchGuard calls, BulkWriter bulk) {
        this.client = client;
        this.alias = alias;
        this.calls = calls;
        this.bulk = bulk;
    }

    void remove(List<RemoveConversation> removed) {
        if (removed.isEmpty()) {
            return;
        }
        bulk.write(removed, ConversationTombstones::burial);
        // Makes documents written just now visible to searches.
        calls.call(() -> client.indices().refresh(it -> it.index(alias)));
        removed.forEach(this::deleteMessages);
    }

    /** Deletes those of the messages just put whose conversation turns out to be removed. */
    void takeBack(List<MessageDocument> put) {
        Map<String, UserId> graves = new HashMap<>();
        put.forEach(it -> graves.put(tombstone(it.user(), it.message().conversationId()), it.user()));
        Map<String, GetResult<Void>> tombstones = found(graves);
        Map<String, UserId> late = new HashMap<>();
        Map<String, Long> until = new HashMap<>();
        for (MessageDocument it : put) {
            GetResult<Void> tombstone =
                    tombstones.get(tombstone(it.user(), it.message().conversationId()));
            if (tombstone != null) {
                String id = it.message().id().toString();
                late.put(id, it.user());
                until.put(id, versionOf(tombstone.version()));
            }
        }
        bulk.write(
                found(late).values().stream()
                        .filter(it -> versionOf(it.version()) < requireNonNull(until.get(it.id())))
                        .map(it ->
                                new Deletion(requireNonNull(late.get(it.id())), it.id(), it.seqNo(), it.primaryTerm()))
                        .toList(),
                ConversationTombstones::deletion);
    }

    private void deleteMessages(RemoveConversation gone) {
        String after = "";
        List<Hit<Void>> page;
        do {
            SearchRequest request = messagesOf(gone, after);
            page = calls.call(() -> client.search(request, Void.class)).hits().hits();
            bulk.write(
                    page.stream()
                            .filter(it -> versionOf(it.version()) < gone.version())
                            .map(it -> new Deletion(gone.user(), String.valueOf(it.id()), it.seqNo(), it.primaryTerm()))
                            .toList(),
                    ConversationTombstones::deletion);
            after = page.isEmpty() ? after : String.valueOf(page.getLast().id());
        } while (page.size() == PAGE);
    }

    private SearchRequest messagesOf(RemoveConversation gone, String after) {
        return SearchRequest.of(it -> it.index(alias)
                .routing(gone.user().toString())
                .query(query -> query.bool(bool -> bool.filter(user -> user.term(
                                term -> term.field("userId").value(gone.user().toString())))
                        .filter(conversation -> conversation.term(term -> term.field("conversationId")
                                .value(gone.conversation().toString())))))
                .source(source -> source.fetch(false))
                .version(true)
                .seqNoPrimaryTerm(true)
                .sort(sort -> sort.field(field -> field.field("messageId").order(SortOrder.Asc)))
                .searchAfter(FieldValue.of(after))
                .size(PAGE)
                .trackTotalHits(track -> track.enabled(false))
                .allowPartialSearchResults(false));
    }

    /** Those documents that there are, without their contents; read by their ids, not by a search that may lag. */
    private Map<String, GetResult<Void>> found(Map<String, UserId> users) {
        Map<String, GetResult<Void>> found = new HashMap<>();
        List<String> ids = List.copyOf(users.keySet());
        for (int from = 0; from < ids.size(); from += PAGE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + PAGE));
            calls.call(() -> client.mget(
                            it -> it.index(alias)
                                    .source(source -> source.fetch(false))
                                    .docs(some.stream()
                                            .map(id -> MultiGetOperation.of(
                                                    doc -> doc.id(id).routing(String.valueOf(users.get(id)))))
                                            .toList()),
                            Void.class))
                    .docs()
                    .forEach(doc -> {
                        GetResult<Void> result = ElasticsearchGuard.there(doc);
                        if (result.found()) {
                            found.put(result.id(), result);
                        }
                    });
        }
        return found;
    }

    private static long versionOf(@Nullable Long version) {
        return version == null ? 0 : version;
    }

    private static String tombstone(UserId user, ConversationId conversation) {
        return "removed-" + user + "-" + conversation;
    }

    private static BulkWriter.Operation burial(RemoveConversation gone) {
        BulkOperation operation = BulkOperation.of(it -> it.index(index -> index.id(
                        tombstone(gone.user(), gone.conversation()))
                .routing(gone.user().toString())
                .version(gone.version())
                .versionType(VersionType.External)
                .document(Map.of("removedConversation", gone.conversation().toString()))));
        return new BulkWriter.Operation(operation, BYTES_OF_AN_ID);
    }

    private static BulkWriter.Operation deletion(Deletion it) {
        BulkOperation operation = BulkOperation.of(op -> op.delete(delete -> delete.id(it.id())
                .routing(it.user().toString())
                .ifSeqNo(it.seqNo())
                .ifPrimaryTerm(it.primaryTerm())));
        return new BulkWriter.Operation(operation, BYTES_OF_AN_ID);
    }
}
