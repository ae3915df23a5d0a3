package bot.conversational.adapters.elasticsearch;

import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.search.IndexEntry;
import bot.conversational.domain.search.MessageDocument;
import bot.conversational.domain.search.MessageIndex;
import bot.conversational.domain.shared.DomainException;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.json.JsonData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The messages in Elasticsearch.
 *
 * <p>Documents carry the version of their conversation as an {@code external} one: Elasticsearch itself refuses what is
 * not newer than what it has, and a message is the same whenever its version is, so that such a refusal says "done
 * already". What a removal did not see, because it came too late, meets the removal's tombstone: whoever puts messages
 * looks for tombstones afterwards, and takes back what lies under one. Either the put comes before the removal's search
 * and is removed by it, or it comes after the tombstone and finds it.
 */
public final class ElasticsearchMessageIndex implements MessageIndex {

    // Names of fields, ids and numbers; three bytes are the most that one char takes in UTF-8.
    private static final int BYTES_BESIDE_CONTENT = 1_000;
    private static final int BYTES_PER_CHAR = 3;

    private final ElasticsearchClient client;
    private final MessageIndexSchema schema;
    private final GuardedCalls calls = new GuardedCalls("elasticsearch-index");
    private final BulkWriter bulk;
    private final RemovedConversations removals;

    /** @param client one that may take its time */
    public ElasticsearchMessageIndex(ElasticsearchClient client, MessageIndexSchema schema) {
        this.client = client;
        this.schema = schema;
        bulk = new BulkWriter(client, schema.alias(), calls);
        removals = new RemovedConversations(client, schema.alias(), calls, bulk);
    }

    /** @throws DomainException.Broken when the index was made with another analyser, or the server does not have it */
    @Override
    public void prepare() {
        if (!calls.call(() ->
                client.indices().existsAlias(it -> it.name(schema.alias())).value())) {
            calls.call(this::create);
        }
        calls.call(this::checkAnalyzer);
    }

    private boolean create() throws Exception {
        try {
            return client.indices()
                    .create(it -> it.index(schema.index()).withJson(schema.body()))
                    .acknowledged();
        } catch (ElasticsearchException e) {
            if ("resource_already_exists_exception".equals(e.error().type())) {
                return true;
            }
            if (e.status() == 400 && schema.analyzer() != MessageAnalyzer.STANDARD) {
                throw new DomainException.Broken(
                        "This Elasticsearch cannot make an index with the analyser " + schema.madeWith()
                                + ", which is not in every distribution: set ELASTICSEARCH_ANALYZER=standard.",
                        null);
            }
            throw e;
        }
    }

    private boolean checkAnalyzer() throws Exception {
        client.indices().getMapping(it -> it.index(schema.alias())).result().forEach((index, it) -> {
            Map<String, JsonData> meta = it.mappings().meta();
            String madeWith = Optional.ofNullable(meta.get("analyzer"))
                    .map(name -> name.to(String.class))
                    .orElse("none that is known");
            if (!madeWith.equals(schema.madeWith())) {
                throw new DomainException.Broken(
                        "The index " + index + " was made with the analyser " + madeWith + ", not with "
                                + schema.madeWith() + ": set ELASTICSEARCH_ANALYZER=" + madeWith
                                + ", or delete the index, which is then filled again.",
                        null);
            }
        });
        return true;
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

    private static BulkWriter.Operation operation(MessageDocument document) {
        Message message = document.message();
        BulkOperation operation =
                BulkOperation.of(it -> it.index(index -> index.id(message.id().toString())
                        .routing(document.user().toString())
                        .version(document.version())
                        .versionType(VersionType.External)
                        .document(StoredMessage.of(document))));
        return new BulkWriter.Operation(
                operation,
                BYTES_BESIDE_CONTENT + BYTES_PER_CHAR * message.content().length());
    }
}
