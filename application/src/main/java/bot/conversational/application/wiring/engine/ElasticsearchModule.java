package bot.conversational.application.wiring.engine;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchClients;
import bot.conversational.adapters.elasticsearch.client.MessageAnalyzer;
import bot.conversational.adapters.elasticsearch.client.MessageIndexSchema;
import bot.conversational.adapters.elasticsearch.indexing.ElasticsearchIndexContents;
import bot.conversational.adapters.elasticsearch.indexing.ElasticsearchIndexVersions;
import bot.conversational.adapters.elasticsearch.indexing.ElasticsearchUserDataEraser;
import bot.conversational.adapters.elasticsearch.search.ElasticsearchConversationSearch;
import bot.conversational.adapters.elasticsearch.search.ElasticsearchMessageSearch;
import bot.conversational.adapters.elasticsearch.search.ElasticsearchUsageStatistics;
import bot.conversational.adapters.postgres.conversations.JdbiMessageSearch;
import bot.conversational.application.config.ElasticsearchConfiguration;
import bot.conversational.application.health.HealthProbe;
import bot.conversational.application.wiring.capability.CapabilityModule;
import bot.conversational.domain.analytics.UsageStatistics;
import bot.conversational.domain.erasure.UserDataEraser;
import bot.conversational.domain.indexing.IndexVersions;
import bot.conversational.domain.indexing.maintenance.IndexContents;
import bot.conversational.domain.search.ConversationSearch;
import bot.conversational.domain.search.FallbackConversationSearch;
import bot.conversational.domain.search.FallbackMessageSearch;
import bot.conversational.domain.search.GroupedMessageSearch;
import bot.conversational.domain.search.MessageSearch;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.util.Locale;

/** The full-text index. Another engine of search provides the same ports. */
public final class ElasticsearchModule extends CapabilityModule {

    private final ElasticsearchConfiguration configuration;
    private final LifecycleEnvironment lifecycle;

    public ElasticsearchModule(ElasticsearchConfiguration configuration, LifecycleEnvironment lifecycle) {
        this.configuration = configuration;
        this.lifecycle = lifecycle;
    }

    @Provides
    @Singleton
    ElasticsearchClients clients() {
        ElasticsearchClients clients = new ElasticsearchClients(configuration.host(), configuration.port());
        lifecycle.manage(new AutoCloseableManager(clients));
        return clients;
    }

    @Provides
    @Singleton
    MessageIndexSchema schema() {
        return new MessageIndexSchema(
                configuration.indexPrefix(),
                MessageAnalyzer.valueOf(configuration.analyzer().toUpperCase(Locale.ROOT)));
    }

    /** @param truth answers while the index cannot */
    @Provides
    @Singleton
    MessageSearch messages(ElasticsearchClients clients, MessageIndexSchema schema, JdbiMessageSearch truth) {
        return new FallbackMessageSearch(new ElasticsearchMessageSearch(clients.searching(), schema), truth);
    }

    /** @param truth answers while the index cannot */
    @Provides
    @Singleton
    ConversationSearch conversations(ElasticsearchClients clients, MessageIndexSchema schema, JdbiMessageSearch truth) {
        return new FallbackConversationSearch(
                new ElasticsearchConversationSearch(clients.searching(), schema), new GroupedMessageSearch(truth));
    }

    @Provides
    @Singleton
    UsageStatistics statistics(ElasticsearchClients clients, MessageIndexSchema schema) {
        return new ElasticsearchUsageStatistics(clients.reporting(), schema);
    }

    @Provides
    @Singleton
    IndexVersions versions(ElasticsearchClients clients, MessageIndexSchema schema) {
        return new ElasticsearchIndexVersions(clients.writing(), schema);
    }

    @Provides
    @Singleton
    IndexContents contents(ElasticsearchClients clients, MessageIndexSchema schema) {
        return new ElasticsearchIndexContents(clients.reporting(), schema);
    }

    @ProvidesIntoSet
    UserDataEraser eraser(ElasticsearchClients clients, MessageIndexSchema schema) {
        return new ElasticsearchUserDataEraser(clients.writing(), schema);
    }

    @ProvidesIntoSet
    HealthProbe probe(ElasticsearchClients clients) {
        return new HealthProbe(
                "elasticsearch",
                () -> "cluster is "
                        + clients.searching().cluster().health().status().jsonValue());
    }
}
