package bot.conversational.adapters.elasticsearch.indexing;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchGuard;
import bot.conversational.adapters.elasticsearch.client.StoredMessage;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.user.UserId;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages in one index of Elasticsearch.
 *
 * <p>Documents have the version of their conversation as an {@code external} one. Elasticsearch itself refuses a
 * version that is not newer, and equal versions have equal content, so such a refusal means "done already". A message
 * that a removal did not see, because it was late, meets the removal's tombstone: a writer looks for tombstones after
 * its write, and deletes messages that have one. Either the write comes before the removal's search and is removed by
 * it, or it comes after the tombstone and finds it.
 */
final class ElasticsearchMessageIndex implements MessageIndex {

    // Names of fields, ids and numbers; three bytes are the most that one char takes in UTF-8.
    private static final int BYTES_BESIDE_TEXTS = 1_000;
    private static final int BYTES_PER_CHAR = 3;
    private static final int BYTES_OF_AN_ID = 200;

    private final BulkWriter bulk;
    private final ConversationTombstones removals;

    /**
     * Of the index behind an alias.
     *
     * @param client one that may take its time
     */
    ElasticsearchMessageIndex(ElasticsearchClient client, String alias, ElasticsearchGuard calls) {
        bulk = new BulkWriter(client, alias, calls);
        removals = new ConversationTombstones(client, alias, calls, bulk);
    }

    @Override
    public List<Rejection> write(List<IndexEntry> entries) {
        List<MessageDocument> puts = new ArrayList<>();
        List<IndexEntry.RemoveConversation> removed = new ArrayList<>();
        for (IndexEntry entry : entries) {
            switch (entry) {
                case IndexEntry.Put put -> puts.add(put.document());
                case IndexEntry.RemoveConversation gone -> removed.add(gone);
            }
        }
        List<Rejection> rejections = bulk.write(puts, ElasticsearchMessageIndex::operation).stream()
                .map(refused -> new Rejection(refused.item(), refused.reason()))
                .toList();
        removals.remove(removed);
        removals.takeBack(puts);
        return rejections;
    }

    @Override
    public void discard(UserId user, List<MessageId> messages) {
        bulk.write(messages, id -> deletion(user, id));
    }

    private static BulkWriter.Operation deletion(UserId user, MessageId id) {
        BulkOperation operation = BulkOperation.of(
                it -> it.delete(delete -> delete.id(id.toString()).routing(user.toString())));
        return new BulkWriter.Operation(operation, BYTES_OF_AN_ID);
    }

    private static BulkWriter.Operation operation(MessageDocument document) {
        StoredMessage stored = StoredMessage.of(document);
        BulkOperation operation = BulkOperation.of(it -> it.index(index -> index.id(stored.messageId())
                .routing(stored.userId())
                .version(document.version())
                .versionType(VersionType.External)
                .document(stored)));
        return new BulkWriter.Operation(operation, BYTES_BESIDE_TEXTS + BYTES_PER_CHAR * stored.sentChars());
    }
}
