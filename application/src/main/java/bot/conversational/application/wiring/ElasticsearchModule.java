package bot.conversational.application.wiring;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchClients;
import bot.conversational.adapters.elasticsearch.client.MessageAnalyzer;
import bot.conversational.adapters.elasticsearch.client.MessageIndexSchema;
import bot.conversational.adapters.elasticsearch.indexing.ElasticsearchIndexVersions;
import bot.conversational.adapters.elasticsearch.search.ElasticsearchConversationSearch;
import bot.conversational.adapters.elasticsearch.search.ElasticsearchMessageSearch;
import bot.conversational.adapters.elasticsearch.search.ElasticsearchUsageStatistics;
import bot.conversational.adapters.postgres.conversations.JdbiMessageSearch;
import bot.conversational.application.config.ElasticsearchConfiguration;
import bot.conversational.application.config.NodeName;
import bot.conversational.domain.analytics.ReportUsage;
import bot.conversational.domain.conversation.ConversationLookup;
import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.indexing.DeadLetters;
import bot.conversational.domain.indexing.IndexMessages;
import bot.conversational.domain.indexing.IndexSource;
import bot.conversational.domain.indexing.IndexVersions;
import bot.conversational.domain.indexing.ReindexChanges;
import bot.conversational.domain.search.ConversationSearch;
import bot.conversational.domain.search.DiscoverConversations;
import bot.conversational.domain.search.FallbackConversationSearch;
import bot.conversational.domain.search.FallbackMessageSearch;
import bot.conversational.domain.search.GroupedMessageSearch;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.search.SearchMessages;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import org.jdbi.v3.core.Jdbi;

/** Search by words, and what keeps the index in step. */
final class ElasticsearchModule extends AbstractModule {

    private final ElasticsearchConfiguration configuration;
    private final LifecycleEnvironment lifecycle;

    ElasticsearchModule(ElasticsearchConfiguration configuration, LifecycleEnvironment lifecycle) {
        this.configuration = configuration;
        this.lifecycle = lifecycle;
    }

    @Override
    protected void configure() {
        ElasticsearchClients clients = new ElasticsearchClients(configuration.host(), configuration.port());
        lifecycle.manage(new AutoCloseableManager(clients));
        bind(ElasticsearchClients.class).toInstance(clients);
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
    IndexVersions versions(ElasticsearchClients clients, MessageIndexSchema schema) {
        return new ElasticsearchIndexVersions(clients.writing(), schema);
    }

    @Provides
    @Singleton
    MessageSearch search(ElasticsearchClients clients, MessageIndexSchema schema, Jdbi jdbi) {
        return new FallbackMessageSearch(
                new ElasticsearchMessageSearch(clients.searching(), schema), new JdbiMessageSearch(jdbi));
    }

    @Provides
    @Singleton
    ConversationSearch discovery(ElasticsearchClients clients, MessageIndexSchema schema, Jdbi jdbi) {
        return new FallbackConversationSearch(
                new ElasticsearchConversationSearch(clients.searching(), schema),
                new GroupedMessageSearch(new JdbiMessageSearch(jdbi)));
    }

    @Provides
    @Singleton
    DiscoverConversations discoverConversations(ConversationSearch search, ConversationLookup conversations) {
        return new DiscoverConversations(search, conversations);
    }

    @Provides
    @Singleton
    ReportUsage reportUsage(ElasticsearchClients clients, MessageIndexSchema schema) {
        return new ReportUsage(new ElasticsearchUsageStatistics(clients.reporting(), schema));
    }

    @Provides
    @Singleton
    SearchMessages searchMessages(MessageSearch search) {
        return new SearchMessages(search);
    }

    @Provides
    @Singleton
    ReindexChanges reindexChanges(IndexSource source, DeadLetters deadLetters, ExecutorService threads) {
        return new ReindexChanges(source, deadLetters, threads);
    }

    @Provides
    @Singleton
    IndexMessages indexMessages(ChangeFeed feed, ReindexChanges reindex, IndexVersions versions, NodeName node) {
        return new IndexMessages(feed, reindex, versions, node.value());
    }
}
