package bot.conversational.application.wiring;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchClients;
import bot.conversational.adapters.elasticsearch.client.MessageIndexSchema;
import bot.conversational.adapters.elasticsearch.indexing.ElasticsearchIndexContents;
import bot.conversational.adapters.postgres.changes.JdbiAuditedSource;
import bot.conversational.adapters.postgres.changes.JdbiCheckpoints;
import bot.conversational.adapters.postgres.changes.JdbiConversationScan;
import bot.conversational.adapters.postgres.changes.JdbiDatabaseIdentity;
import bot.conversational.application.background.Pause;
import bot.conversational.application.config.NodeName;
import bot.conversational.application.health.PrometheusAuditMetrics;
import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.indexing.IndexSource;
import bot.conversational.domain.indexing.IndexVersions;
import bot.conversational.domain.indexing.ReindexChanges;
import bot.conversational.domain.indexing.maintenance.AuditIndex;
import bot.conversational.domain.indexing.maintenance.AuditSweep;
import bot.conversational.domain.indexing.maintenance.AuditedSource;
import bot.conversational.domain.indexing.maintenance.Checkpoints;
import bot.conversational.domain.indexing.maintenance.ContinuousAudit;
import bot.conversational.domain.indexing.maintenance.ConversationScan;
import bot.conversational.domain.indexing.maintenance.DatabaseIdentity;
import bot.conversational.domain.indexing.maintenance.IndexContents;
import bot.conversational.domain.indexing.maintenance.RebuildIndex;
import bot.conversational.domain.indexing.maintenance.RepairIndex;
import bot.conversational.domain.indexing.maintenance.RewriteUser;
import bot.conversational.domain.indexing.maintenance.WatchIndex;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** Keeping the search index equal to the source of truth. */
final class IndexMaintenanceModule extends AbstractModule {

    /** About as long as a change takes to be indexed. */
    private static final Duration AUDIT_PAUSE = Duration.ofMillis(250);

    /** Longer than a step of the standing audit and the time until the next. */
    private static final Duration AUDIT_LEASE = Duration.ofMinutes(1);

    @Provides
    @Singleton
    ConversationScan conversationScan(Jdbi jdbi) {
        return new JdbiConversationScan(jdbi);
    }

    @Provides
    @Singleton
    Checkpoints checkpoints(Jdbi jdbi) {
        return new JdbiCheckpoints(jdbi);
    }

    @Provides
    @Singleton
    DatabaseIdentity identity(Jdbi jdbi) {
        return new JdbiDatabaseIdentity(jdbi);
    }

    @Provides
    @Singleton
    RebuildIndex rebuildIndex(
            Checkpoints checkpoints,
            ConversationScan conversations,
            ReindexChanges reindex,
            IndexVersions versions,
            DatabaseIdentity identity) {
        return new RebuildIndex(checkpoints, conversations, reindex, versions, identity);
    }

    @Provides
    @Singleton
    WatchIndex watchIndex(IndexVersions versions, DatabaseIdentity identity, RebuildIndex rebuild, NodeName node) {
        return new WatchIndex(versions, identity, rebuild, node.value());
    }

    @Provides
    @Singleton
    AuditedSource auditedSource(Jdbi jdbi) {
        return new JdbiAuditedSource(jdbi);
    }

    @Provides
    @Singleton
    IndexContents indexContents(ElasticsearchClients clients, MessageIndexSchema schema) {
        return new ElasticsearchIndexContents(clients.reporting(), schema);
    }

    @Provides
    @Singleton
    AuditIndex auditIndex(IndexSource source, AuditedSource audited, IndexContents contents, ChangeFeed changes) {
        return new AuditIndex(source, audited, contents, changes, new Pause(AUDIT_PAUSE));
    }

    @Provides
    @Singleton
    AuditSweep auditSweep(ConversationScan conversations, IndexContents contents, AuditIndex audit) {
        return new AuditSweep(conversations, contents, audit);
    }

    @Provides
    @Singleton
    RepairIndex repairIndex(AuditedSource source, IndexVersions versions) {
        return new RepairIndex(source, versions);
    }

    @Provides
    @Singleton
    RewriteUser rewriteUser(ConversationScan conversations, RepairIndex repair, AuditIndex audit, ChangeFeed changes) {
        return new RewriteUser(conversations, repair, audit, changes);
    }

    @Provides
    @Singleton
    ContinuousAudit continuousAudit(
            Checkpoints checkpoints, AuditSweep audit, RepairIndex repair, PrometheusRegistry registry, NodeName node) {
        return new ContinuousAudit(
                checkpoints, audit, repair, new PrometheusAuditMetrics(registry), node.value(), AUDIT_LEASE);
    }
}
