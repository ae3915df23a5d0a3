package bot.conversational.adapters.elasticsearch.indexing;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchGuard;
import bot.conversational.adapters.elasticsearch.client.IndexVersionName;
import bot.conversational.domain.indexing.DatabaseVersion;
import bot.conversational.domain.shared.DomainException;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.GetResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The database's version in an index: a document of one field, whose version is the number of the database's. */
final class DatabaseVersions {

    private static final String ID = "source";
    private static final int BYTES = 200;

    /** The document. */
    record Lineage(String lineage) {}

    private final ElasticsearchClient client;
    private final ElasticsearchGuard calls;

    DatabaseVersions(ElasticsearchClient client, ElasticsearchGuard calls) {
        this.client = client;
        this.calls = calls;
    }

    /** Read from the document, not from a search that may lag. */
    Optional<DatabaseVersion> of(IndexVersionName name) {
        GetResponse<Lineage> found =
                calls.call(() -> client.get(it -> it.index(name.index()).id(ID).routing(ID), Lineage.class));
        @Nullable Lineage lineage = found.source();
        @Nullable Long number = found.version();
        return lineage == null || number == null
                ? Optional.empty()
                : Optional.of(new DatabaseVersion(UUID.fromString(lineage.lineage()), number));
    }

    /** A lower number is refused by Elasticsearch itself. */
    void show(IndexVersionName name, DatabaseVersion current) {
        BulkOperation operation = BulkOperation.of(it -> it.index(index -> index.id(ID)
                .routing(ID)
                .version(current.number())
                .versionType(VersionType.External)
                .document(Map.of("lineage", current.lineage().toString()))));
        try {
            new BulkWriter(client, name.writes(), calls)
                    .write(List.of(current), it -> new BulkWriter.Operation(operation, BYTES));
        } catch (DomainException.Unavailable e) {
            if (exists(name)) {
                throw e;
            }
        }
    }

    private boolean exists(IndexVersionName name) {
        return calls.call(
                () -> client.indices().exists(it -> it.index(name.index())).value());
    }
}
