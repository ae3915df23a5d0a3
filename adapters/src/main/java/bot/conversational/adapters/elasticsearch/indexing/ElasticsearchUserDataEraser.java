package bot.conversational.adapters.elasticsearch.indexing;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchGuard;
import bot.conversational.adapters.elasticsearch.client.MessageIndexSchema;
import bot.conversational.domain.erasure.UserDataEraser;
import bot.conversational.domain.user.UserId;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.util.List;

/**
 * A user's documents in every index version, on any shard. Texts are deleted as those of every deleted conversation,
 * through the changes. For each conversation a tombstone of two ids stays, against late writes. This is the check
 * afterwards.
 */
public final class ElasticsearchUserDataEraser implements UserDataEraser {

    private static final int PAGE = 1_000;
    private static final int BYTES_OF_AN_ID = 200;

    private final ElasticsearchClient client;
    private final IndexVersionList versions;
    private final ElasticsearchGuard calls = new ElasticsearchGuard("elasticsearch-traces");

    /** @param client one that may take its time */
    public ElasticsearchUserDataEraser(ElasticsearchClient client, MessageIndexSchema schema) {
        this.client = client;
        this.versions = new IndexVersionList(client, schema, calls);
    }

    /** The followers of the changes do this. */
    @Override
    public void removeTexts(UserId user) {}

    @Override
    public boolean removeAll(UserId user) {
        boolean any = false;
        for (IndexVersionList.Listed version : versions.newestFirst()) {
            any |= removeAll(user, version.name().writes());
        }
        return any;
    }

    private boolean removeAll(UserId user, String alias) {
        BulkWriter bulk = new BulkWriter(client, alias, calls);
        boolean any = false;
        List<Hit<Void>> page;
        do {
            calls.call(() -> client.indices().refresh(it -> it.index(alias)));
            page = calls.call(() -> client.search(documentsOf(user, alias), Void.class))
                    .hits()
                    .hits();
            bulk.write(page, ElasticsearchUserDataEraser::deletion);
            any |= !page.isEmpty();
        } while (page.size() == PAGE);
        return any;
    }

    private static SearchRequest documentsOf(UserId user, String alias) {
        return SearchRequest.of(it -> it.index(alias)
                .query(query -> query.term(term -> term.field("userId").value(user.toString())))
                .source(source -> source.fetch(false))
                .size(PAGE)
                .trackTotalHits(track -> track.enabled(false))
                .allowPartialSearchResults(false));
    }

    private static BulkWriter.Operation deletion(Hit<Void> hit) {
        BulkOperation operation =
                BulkOperation.of(op -> op.delete(delete -> delete.id(hit.id()).routing(hit.routing())));
        return new BulkWriter.Operation(operation, BYTES_OF_AN_ID);
    }
}
