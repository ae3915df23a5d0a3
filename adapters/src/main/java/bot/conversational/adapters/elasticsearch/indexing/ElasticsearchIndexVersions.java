package bot.conversational.adapters.elasticsearch.indexing;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchGuard;
import bot.conversational.adapters.elasticsearch.client.IndexVersionName;
import bot.conversational.adapters.elasticsearch.client.MessageAnalyzer;
import bot.conversational.adapters.elasticsearch.client.MessageIndexSchema;
import bot.conversational.adapters.elasticsearch.indexing.IndexVersionList.Listed;
import bot.conversational.domain.indexing.DatabaseVersion;
import bot.conversational.domain.indexing.IndexVersions;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.shared.DomainException;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.HealthStatus;
import co.elastic.clients.elasticsearch._types.WaitForEvents;
import co.elastic.clients.elasticsearch.cluster.HealthResponse;
import co.elastic.clients.elasticsearch.indices.update_aliases.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@link IndexVersions} as indices and aliases, which Elasticsearch changes in one step. An index is written through an
 * alias of its own, so that a late write finds no index and creates none.
 */
public final class ElasticsearchIndexVersions implements IndexVersions {

    /** Below the lease of who fills the index. */
    private static final Duration COPIES = Duration.ofSeconds(3);

    private final ElasticsearchClient client;
    private final MessageIndexSchema schema;
    private final ElasticsearchGuard calls = new ElasticsearchGuard("elasticsearch-index");
    private final IndexVersionList list;
    private final DatabaseVersions databaseVersions;

    /** @param client one that may take its time */
    public ElasticsearchIndexVersions(ElasticsearchClient client, MessageIndexSchema schema) {
        this.client = client;
        this.schema = schema;
        list = new IndexVersionList(client, schema, calls);
        databaseVersions = new DatabaseVersions(client, calls);
    }

    @Override
    public List<IndexVersion> all() {
        return list.newestFirst().stream()
                .map(it -> new IndexVersion(it.name().index(), it.searched(), fit(it), databaseVersions.of(it.name())))
                .toList();
    }

    private Fit fit(Listed it) {
        int mapping = it.name().mapping();
        if (mapping != MessageIndexSchema.VERSION) {
            return mapping < MessageIndexSchema.VERSION ? Fit.OLDER : Fit.NEWER;
        }
        return it.madeWith().equals(schema.madeWith()) ? Fit.SAME : Fit.OTHER_ANALYZER;
    }

    @Override
    public List<MessageIndex> written() {
        List<Listed> all = list.newestFirst();
        if (all.stream().anyMatch(it -> fit(it) == Fit.NEWER)) {
            throw new DomainException.Unavailable("A newer version of the service writes the index.", null);
        }
        if (all.stream().allMatch(it -> fit(it) == Fit.OLDER)) {
            throw new DomainException.Unavailable("There is no index to write yet.", null);
        }
        List<MessageIndex> written = new ArrayList<>();
        for (Listed it : all) {
            MessageIndex index = index(it.name());
            written.add(fit(it) == Fit.OLDER ? new DeleteOnlyIndex(index) : index);
        }
        return written;
    }

    @Override
    public MessageIndex index(String name) {
        return index(known(name));
    }

    private MessageIndex index(IndexVersionName name) {
        return new ElasticsearchMessageIndex(client, name.writes(), calls);
    }

    @Override
    public String begin(DatabaseVersion current) {
        List<Listed> all = list.newestFirst();
        delete(all.stream()
                .filter(it -> !it.searched() && fit(it) != Fit.NEWER)
                .map(Listed::name)
                .toList());
        // The database's number prevents a name from being used again when all indices were lost: no late write finds
        // it.
        long newest = all.stream().mapToLong(it -> it.name().number()).max().orElse(0);
        IndexVersionName name = schema.version(Math.max(newest + 1, current.number()));
        calls.call(() -> create(name));
        databaseVersions.show(name, current);
        return name.index();
    }

    private boolean create(IndexVersionName name) throws Exception {
        try {
            return client.indices()
                    .create(it -> it.index(name.index()).withJson(schema.body(name.writes())))
                    .acknowledged();
        } catch (ElasticsearchException e) {
            if ("resource_already_exists_exception".equals(e.error().type())) {
                // The answer to a first try was lost, or another makes the same.
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

    @Override
    public void publish(String name) {
        IndexVersionName published = known(name);
        awaitCopies(published);
        calls.call(() -> client.indices().refresh(it -> it.index(published.writes())));
        List<Action> actions = new ArrayList<>();
        list.newestFirst().stream()
                .filter(it -> !it.name().equals(published))
                .forEach(it -> actions.add(removal(it.name())));
        foreignIndices()
                .forEach(index -> actions.add(
                        Action.of(it -> it.remove(remove -> remove.index(index).alias(schema.alias())))));
        actions.add(Action.of(it -> it.add(add -> add.index(published.index()).alias(schema.alias()))));
        calls.call(() -> client.indices().updateAliases(it -> it.actions(actions)));
    }

    /**
     * Waits until each shard has its copy: an index that is searched before would end with the node that has the only one.
     * A copy that no node makes or is about to make is not waited for.
     */
    private void awaitCopies(IndexVersionName name) {
        HealthResponse health = calls.call(() -> client.cluster()
                .health(it -> it.index(name.index())
                        .waitForStatus(HealthStatus.Green)
                        .waitForEvents(WaitForEvents.Languid)
                        .timeout(time -> time.time(COPIES.toSeconds() + "s"))));
        boolean coming = health.initializingShards() > 0 || health.delayedUnassignedShards() > 0;
        if (health.status() == HealthStatus.Red || (health.status() != HealthStatus.Green && coming)) {
            throw new DomainException.Unavailable("The new index has no copies yet.", COPIES, null);
        }
    }

    /** An index that an operator put behind the alias is no longer searched, and is not ours to delete. */
    private List<String> foreignIndices() {
        boolean any = calls.call(() ->
                client.indices().existsAlias(it -> it.name(schema.alias())).value());
        return !any
                ? List.of()
                : calls.call(() -> client.indices().getAlias(it -> it.name(schema.alias()))).result().keySet().stream()
                        .filter(index -> schema.version(index).isEmpty())
                        .toList();
    }

    private void delete(List<IndexVersionName> versions) {
        if (!versions.isEmpty()) {
            List<Action> actions =
                    versions.stream().map(ElasticsearchIndexVersions::removal).toList();
            calls.call(() -> client.indices().updateAliases(it -> it.actions(actions)));
        }
    }

    private static Action removal(IndexVersionName name) {
        return Action.of(it -> it.removeIndex(remove -> remove.index(name.index())));
    }

    @Override
    public void show(String name, DatabaseVersion current) {
        schema.version(name).ifPresent(it -> databaseVersions.show(it, current));
    }

    private IndexVersionName known(String name) {
        Optional<IndexVersionName> known = schema.version(name);
        return known.orElseThrow(() -> new DomainException.Broken("No version of the index is called " + name, null));
    }
}
