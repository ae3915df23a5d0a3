package bot.conversational.application.wiring.engine;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchClients;
import bot.conversational.adapters.elasticsearch.client.ElasticsearchServer;
import bot.conversational.adapters.elasticsearch.client.MessageAnalyzer;
import bot.conversational.adapters.elasticsearch.client.MessageIndexSchema;
import bot.conversational.adapters.elasticsearch.indexing.ElasticsearchIndexContents;
import bot.conversational.adapters.elasticsearch.indexing.ElasticsearchIndexVersions;
import bot.conversational.adapters.elasticsearch.indexing.ElasticsearchUserDataEraser;
import bot.conversational.adapters.elasticsearch.search.ElasticsearchConversationSearch;
import bot.conversational.adapters.elasticsearch.search.ElasticsearchMessageSearch;
import bot.conversational.adapters.elasticsearch.search.ElasticsearchUsageStatistics;
import bot.conversational.adapters.postgres.conversations.JdbiMessageSearch;
import bot.conversational.adapters.postgres.conversations.JdbiNewestMessages;
import bot.conversational.application.config.ElasticsearchConfiguration;
import bot.conversational.application.health.DatabaseCallTimes;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.application.tracing.Tracing;
import bot.conversational.domain.analytics.UsageStatistics;
import bot.conversational.domain.erasure.UserDataEraser;
import bot.conversational.domain.indexing.IndexVersions;
import bot.conversational.domain.indexing.maintenance.IndexContents;
import bot.conversational.domain.search.ConversationSearch;
import bot.conversational.domain.search.FallbackConversationSearch;
import bot.conversational.domain.search.FallbackMessageSearch;
import bot.conversational.domain.search.GroupedMessageSearch;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.search.NewestMessages;
import bot.conversational.domain.search.evaluation.EvaluatedSearch;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/** The full-text index. Another engine of search provides the same ports. */
public final class ElasticsearchModule extends CapabilityModule {

    private final ElasticsearchConfiguration configuration;
    private final LifecycleEnvironment lifecycle;

    public ElasticsearchModule(ElasticsearchConfiguration configuration, LifecycleEnvironment lifecycle) {
        this.configuration = configuration;
        this.lifecycle = lifecycle;
    }

    @Override
    protected void configure() {
        index(ElasticsearchIndexVersions.class, (es, schema) -> new ElasticsearchIndexVersions(es.writing(), schema));
        provide(IndexVersions.class, ElasticsearchIndexVersions.class, Tracing.class, (it, all) -> all.indices(it));
        index(IndexContents.class, (es, schema) -> new ElasticsearchIndexContents(es.reporting(), schema));
        index(UsageStatistics.class, (es, schema) -> new ElasticsearchUsageStatistics(es.reporting(), schema));
        index(
                EvaluatedSearch.class,
                (es, schema) -> new EvaluatedSearch(ElasticsearchMessageSearch.patient(es.reporting(), schema)));
        index(
                ElasticsearchConversationSearch.class,
                (es, schema) -> new ElasticsearchConversationSearch(es.searching(), schema));
        // PostgreSQL answers while the index cannot, and for what the index does not have yet.
        adapter(NewestMessages.class, JdbiNewestMessages.class);
        provide(
                MessageSearch.class,
                ElasticsearchMessageSearch.class,
                JdbiMessageSearch.class,
                FallbackMessageSearch::new);
        provide(
                ConversationSearch.class,
                ElasticsearchConversationSearch.class,
                JdbiMessageSearch.class,
                (index, truth) -> new FallbackConversationSearch(index, new GroupedMessageSearch(truth)));
        index(ElasticsearchUserDataEraser.class, (es, schema) -> new ElasticsearchUserDataEraser(es.writing(), schema));
        element(UserDataEraser.class, ElasticsearchUserDataEraser.class, it -> it);
        essential("the client of Elasticsearch", ElasticsearchClients.class, ElasticsearchClients::lives);
        breaker("elasticsearch", "search", ElasticsearchMessageSearch.class, ElasticsearchMessageSearch::openness);
        breaker("elasticsearch", "discovery", ElasticsearchConversationSearch.class, it -> it.openness());
        probe(
                "elasticsearch",
                ElasticsearchClients.class,
                it -> "cluster is " + it.searching().cluster().health().status().jsonValue());
    }

    @Provides
    @Singleton
    ElasticsearchClients clients(DatabaseCallTimes times, Tracing tracing) {
        ElasticsearchClients clients = new ElasticsearchClients(
                new ElasticsearchServer(
                        configuration.scheme(),
                        configuration.addresses(),
                        authorization(),
                        configuration.authorities()),
                tracing.calls("elasticsearch", times.of("elasticsearch"))::ended);
        lifecycle.manage(new AutoCloseableManager(clients));
        return clients;
    }

    /** The header that says who we are; empty for a server that does not ask. */
    private Optional<String> authorization() {
        if (!configuration.apiKey().isEmpty()) {
            return Optional.of(ElasticsearchServer.apiKey(configuration.apiKey().reveal()));
        }
        return configuration.user().isEmpty()
                ? Optional.empty()
                : Optional.of(ElasticsearchServer.basic(
                        configuration.user(), configuration.password().reveal()));
    }

    @Provides
    @Singleton
    MessageIndexSchema schema() {
        return new MessageIndexSchema(
                configuration.indexPrefix(),
                MessageAnalyzer.valueOf(configuration.analyzer().toUpperCase(Locale.ROOT)));
    }

    @Provides
    @Singleton
    static ElasticsearchMessageSearch messages(
            ElasticsearchClients clients, MessageIndexSchema schema, NewestMessages newest, Executor threads) {
        return ElasticsearchMessageSearch.prompt(clients.searching(), schema, newest, threads);
    }

    private <P> void index(Class<P> port, BiFunction<ElasticsearchClients, MessageIndexSchema, ? extends P> make) {
        provide(port, ElasticsearchClients.class, MessageIndexSchema.class, make);
    }
}
