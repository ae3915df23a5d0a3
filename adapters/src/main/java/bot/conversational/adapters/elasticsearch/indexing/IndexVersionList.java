package bot.conversational.adapters.elasticsearch.indexing;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchGuard;
import bot.conversational.adapters.elasticsearch.client.IndexVersionName;
import bot.conversational.adapters.elasticsearch.client.MessageIndexSchema;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.indices.IndexState;
import co.elastic.clients.json.JsonData;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks which versions of the index there are; one call. */
final class IndexVersionList {

    /**
     * One of them.
     *
     * @param madeWith the analyser; empty when it is not known
     */
    record Listed(IndexVersionName name, boolean searched, String madeWith) {}

    private static final Comparator<Listed> NEWEST_FIRST =
            Comparator.<Listed>comparingLong(it -> it.name().number()).reversed();

    private final ElasticsearchClient client;
    private final MessageIndexSchema schema;
    private final ElasticsearchGuard calls;

    IndexVersionList(ElasticsearchClient client, MessageIndexSchema schema, ElasticsearchGuard calls) {
        this.client = client;
        this.schema = schema;
        this.calls = calls;
    }

    List<Listed> newestFirst() {
        Map<String, IndexState> indices = calls.call(
                () -> client.indices().get(it -> it.index(schema.allVersions())).result());
        return indices.entrySet().stream()
                .flatMap(it -> listed(it.getKey(), it.getValue()).stream())
                .sorted(NEWEST_FIRST)
                .toList();
    }

    private Optional<Listed> listed(String index, IndexState state) {
        return schema.version(index)
                .map(name -> new Listed(name, state.aliases().containsKey(schema.alias()), madeWith(state)));
    }

    private static String madeWith(IndexState state) {
        @Nullable
        JsonData analyzer =
                state.mappings() == null ? null : state.mappings().meta().get("analyzer");
        return analyzer == null ? "" : analyzer.to(String.class);
    }
}
