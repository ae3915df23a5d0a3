package bot.conversational.application.wiring.capability;

import bot.conversational.adapters.postgres.vectors.JdbiVectorContents;
import bot.conversational.application.background.Pause;
import bot.conversational.application.config.EmbeddingConfiguration;
import bot.conversational.application.health.MetricSource;
import bot.conversational.application.indexing.FollowerState;
import bot.conversational.application.indexing.IndexMaintenance;
import bot.conversational.application.indexing.IndexingProbe;
import bot.conversational.application.indexing.PrometheusAuditMetrics;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.indexing.DeadLetters;
import bot.conversational.domain.indexing.Follower;
import bot.conversational.domain.indexing.IndexMessages;
import bot.conversational.domain.indexing.IndexSource;
import bot.conversational.domain.indexing.ReindexChanges;
import bot.conversational.domain.indexing.maintenance.AuditIndex;
import bot.conversational.domain.indexing.maintenance.AuditMetrics;
import bot.conversational.domain.indexing.maintenance.AuditSweep;
import bot.conversational.domain.indexing.maintenance.AuditVectors;
import bot.conversational.domain.indexing.maintenance.AuditedCopy;
import bot.conversational.domain.indexing.maintenance.AuditedSource;
import bot.conversational.domain.indexing.maintenance.ContinuousAudit;
import bot.conversational.domain.indexing.maintenance.ConversationScan;
import bot.conversational.domain.indexing.maintenance.IndexContents;
import bot.conversational.domain.indexing.maintenance.RebuildIndex;
import bot.conversational.domain.indexing.maintenance.RepairIndex;
import bot.conversational.domain.indexing.maintenance.RewriteUser;
import bot.conversational.domain.indexing.maintenance.VectorContents;
import bot.conversational.domain.indexing.maintenance.WatchIndex;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeping the search index in step with the source of truth, and equal to it. */
public final class IndexMaintenanceModule extends CapabilityModule {

    /** A message should be found within a second of its answer: the index itself takes half of that. */
    private static final Duration INDEX_POLL = Duration.ofMillis(200);

    /** How long a lost index or a restored database may go unnoticed. */
    private static final Duration UPKEEP_CHECK = Duration.ofSeconds(2);

    /** A step is some twenty conversations, or a user: little enough never to be noticed. */
    private static final Duration AUDIT_STEP = Duration.ofSeconds(10);

    /** About as long as a change takes to be indexed. */
    private static final Duration AUDIT_PAUSE = Duration.ofMillis(250);

    private final EmbeddingConfiguration embeddings;

    public IndexMaintenanceModule(EmbeddingConfiguration embeddings) {
        this.embeddings = embeddings;
    }

    @Override
    protected void configure() {
        useCase(ReindexChanges.class);
        useCase(IndexMessages.class);
        useCase(WatchIndex.class);
        useCase(ContinuousAudit.class);
        useCase(RebuildIndex.class);
        adapter(VectorContents.class, JdbiVectorContents.class);
        useCase(RepairIndex.class);
        useCase(RewriteUser.class);
        useCase(PrometheusAuditMetrics.class);
        bind(AuditMetrics.class).to(PrometheusAuditMetrics.class);
        element(MetricSource.class, PrometheusAuditMetrics.class, it -> it);
        useCase(IndexingProbe.class);
        probe("indexing", IndexingProbe.class, IndexingProbe::call);
        whileBusy(INDEX_POLL, "indexing", IndexMessages.class, IndexMessages::runOnce);
        useCase(IndexMaintenance.class);
        whileBusy(UPKEEP_CHECK, "index-upkeep", IndexMaintenance.class, IndexMaintenance::getAsBoolean);
        every(AUDIT_STEP, "index-audit", ContinuousAudit.class, ContinuousAudit::runOnce);
    }

    @Provides
    @Singleton
    static AuditIndex auditIndex(
            IndexSource source, AuditedSource audited, IndexContents contents, ChangeFeed changes) {
        return new AuditIndex(source, audited, contents, changes, new Pause(AUDIT_PAUSE));
    }

    /** The vectors are a copy like the index, where there are any. */
    @Provides
    @Singleton
    AuditSweep auditSweep(
            ConversationScan conversations,
            AuditIndex index,
            IndexSource source,
            VectorContents vectors,
            ChangeFeed changes) {
        List<AuditedCopy> copies = new ArrayList<>(List.of(index));
        if (embeddings.enabled()) {
            copies.add(new AuditVectors(source, vectors, changes, new Pause(AUDIT_PAUSE), embeddings.model()));
        }
        return new AuditSweep(conversations, copies);
    }

    @ProvidesIntoSet
    static FollowerState follower(ChangeFeed changes, DeadLetters dead) {
        return new FollowerState(
                "search_index", () -> changes.lag(Follower.SEARCH_INDEX.consumer()), dead::count, dead::retry);
    }
}
