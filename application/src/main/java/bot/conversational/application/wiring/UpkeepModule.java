package bot.conversational.application.wiring;

import bot.conversational.adapters.elasticsearch.ElasticsearchClients;
import bot.conversational.adapters.elasticsearch.ElasticsearchIndexContents;
import bot.conversational.adapters.elasticsearch.MessageIndexSchema;
import bot.conversational.adapters.postgres.JdbiAuditedSource;
import bot.conversational.adapters.postgres.JdbiConversationWalk;
import bot.conversational.adapters.postgres.JdbiSourceLineage;
import bot.conversational.adapters.postgres.JdbiWalks;
import bot.conversational.application.background.Pause;
import bot.conversational.application.config.NodeName;
import bot.conversational.application.health.PrometheusAuditMeter;
import bot.conversational.domain.search.BringChanges;
import bot.conversational.domain.search.ChangeFeed;
import bot.conversational.domain.search.IndexGenerations;
import bot.conversational.domain.search.IndexSource;
import bot.conversational.domain.upkeep.AuditIndex;
import bot.conversational.domain.upkeep.AuditWalk;
import bot.conversational.domain.upkeep.AuditedSource;
import bot.conversational.domain.upkeep.ConversationWalk;
import bot.conversational.domain.upkeep.IndexContents;
import bot.conversational.domain.upkeep.KeepIndex;
import bot.conversational.domain.upkeep.RebuildIndex;
import bot.conversational.domain.upkeep.RepairIndex;
import bot.conversational.domain.upkeep.RewriteUser;
import bot.conversational.domain.upkeep.SourceLineage;
import bot.conversational.domain.upkeep.StandingAudit;
import bot.conversational.domain.upkeep.Walks;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** Keeping the search index equal to the source of truth. */
final class UpkeepModule extends AbstractModule {

    /** About as long as a change takes to be indexed. */
    private static final Duration AUDIT_PAUSE = Duration.ofMillis(250);

    /** Longer than a step of the standing audit and the time until the next. */
    private static final Duration AUDIT_LEASE = Duration.ofMinutes(1);

    @Provides
    @Singleton
    ConversationWalk conversationWalk(Jdbi jdbi) {
        return new JdbiConversationWalk(jdbi);
    }

    @Provides
    @Singleton
    Walks walks(Jdbi jdbi) {
        return new JdbiWalks(jdbi);
    }

    @Provides
    @Singleton
    SourceLineage lineage(Jdbi jdbi) {
        return new JdbiSourceLineage(jdbi);
    }

    @Provides
    @Singleton
    RebuildIndex rebuildIndex(
            Walks walks,
            ConversationWalk conversations,
            BringChanges bringing,
            IndexGenerations generations,
            SourceLineage lineage) {
        return new RebuildIndex(walks, conversations, bringing, generations, lineage);
    }

    @Provides
    @Singleton
    KeepIndex keepIndex(IndexGenerations generations, SourceLineage lineage, RebuildIndex rebuild, NodeName node) {
        return new KeepIndex(generations, lineage, rebuild, node.value());
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
    AuditWalk auditWalk(ConversationWalk conversations, IndexContents contents, AuditIndex audit) {
        return new AuditWalk(conversations, contents, audit);
    }

    @Provides
    @Singleton
    RepairIndex repairIndex(AuditedSource source, IndexGenerations generations) {
        return new RepairIndex(source, generations);
    }

    @Provides
    @Singleton
    RewriteUser rewriteUser(ConversationWalk conversations, RepairIndex repair, AuditIndex audit, ChangeFeed changes) {
        return new RewriteUser(conversations, repair, audit, changes);
    }

    @Provides
    @Singleton
    StandingAudit standingAudit(
            Walks walks, AuditWalk audit, RepairIndex repair, PrometheusRegistry registry, NodeName node) {
        return new StandingAudit(walks, audit, repair, new PrometheusAuditMeter(registry), node.value(), AUDIT_LEASE);
    }
}
