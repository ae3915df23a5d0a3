package bot.conversational.application.wiring.capability;

import bot.conversational.application.background.BackgroundJob;
import bot.conversational.application.background.Pause;
import bot.conversational.application.health.HealthProbe;
import bot.conversational.application.health.MetricSource;
import bot.conversational.application.indexing.IndexMaintenance;
import bot.conversational.application.indexing.IndexingProbe;
import bot.conversational.application.indexing.PrometheusAuditMetrics;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.indexing.DeadLetters;
import bot.conversational.domain.indexing.Follower;
import bot.conversational.domain.indexing.IndexMessages;
import bot.conversational.domain.indexing.IndexSource;
import bot.conversational.domain.indexing.IndexVersions;
import bot.conversational.domain.indexing.ReindexChanges;
import bot.conversational.domain.indexing.maintenance.AuditIndex;
import bot.conversational.domain.indexing.maintenance.AuditMetrics;
import bot.conversational.domain.indexing.maintenance.AuditSweep;
import bot.conversational.domain.indexing.maintenance.AuditedSource;
import bot.conversational.domain.indexing.maintenance.Checkpoints;
import bot.conversational.domain.indexing.maintenance.ContinuousAudit;
import bot.conversational.domain.indexing.maintenance.DatabaseIdentity;
import bot.conversational.domain.indexing.maintenance.IndexContents;
import bot.conversational.domain.indexing.maintenance.RebuildIndex;
import bot.conversational.domain.indexing.maintenance.RepairIndex;
import bot.conversational.domain.indexing.maintenance.RewriteUser;
import bot.conversational.domain.indexing.maintenance.WatchIndex;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import java.time.Duration;

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

    /** Longer than a step of the standing audit and the time until the next. */
    private static final Duration AUDIT_LEASE = Duration.ofMinutes(1);

    @Override
    protected void configure() {
        useCase(ReindexChanges.class);
        useCase(RebuildIndex.class);
        useCase(AuditSweep.class);
        useCase(RepairIndex.class);
        useCase(RewriteUser.class);
        useCase(PrometheusAuditMetrics.class);
        bind(AuditMetrics.class).to(PrometheusAuditMetrics.class);
        Multibinder.newSetBinder(binder(), MetricSource.class).addBinding().to(PrometheusAuditMetrics.class);
    }

    @Provides
    @Singleton
    IndexMessages indexMessages(ChangeFeed feed, ReindexChanges changes, IndexVersions versions, NodeId self) {
        return new IndexMessages(feed, changes, versions, self.name());
    }

    @Provides
    @Singleton
    WatchIndex watchIndex(IndexVersions versions, DatabaseIdentity database, RebuildIndex rebuild, NodeId self) {
        return new WatchIndex(versions, database, rebuild, self.name());
    }

    @Provides
    @Singleton
    AuditIndex auditIndex(IndexSource source, AuditedSource audited, IndexContents contents, ChangeFeed changes) {
        return new AuditIndex(source, audited, contents, changes, new Pause(AUDIT_PAUSE));
    }

    @Provides
    @Singleton
    ContinuousAudit continuousAudit(
            Checkpoints checkpoints, AuditSweep audit, RepairIndex repair, AuditMetrics metrics, NodeId self) {
        return new ContinuousAudit(checkpoints, audit, repair, metrics, self.name(), AUDIT_LEASE);
    }

    @ProvidesIntoSet
    BackgroundJob indexing(IndexMessages index) {
        return BackgroundJob.whileBusy("indexing", INDEX_POLL, index::runOnce);
    }

    @ProvidesIntoSet
    BackgroundJob upkeep(WatchIndex watch) {
        return BackgroundJob.whileBusy("index-upkeep", UPKEEP_CHECK, new IndexMaintenance(watch));
    }

    @ProvidesIntoSet
    BackgroundJob audit(ContinuousAudit audit) {
        return BackgroundJob.every("index-audit", AUDIT_STEP, audit::runOnce);
    }

    @ProvidesIntoSet
    HealthProbe indexingProbe(ChangeFeed changes, DeadLetters deadLetters) {
        return new HealthProbe("indexing", new IndexingProbe(changes, deadLetters));
    }

    @ProvidesIntoSet
    MetricSource backlog(ChangeFeed changes) {
        return MetricSource.gauge(
                "search_index_backlog",
                "Changes that wait to be indexed",
                () -> lag(changes).backlog());
    }

    @ProvidesIntoSet
    MetricSource age(ChangeFeed changes) {
        return MetricSource.gauge(
                "search_index_lag_seconds",
                "Age of the oldest change that waits",
                () -> lag(changes).age().toMillis() / 1000.0);
    }

    @ProvidesIntoSet
    MetricSource deadLetters(DeadLetters deadLetters) {
        return MetricSource.gauge(
                "search_index_dead_letters", "Messages that can never be indexed", deadLetters::count);
    }

    private static ChangeFeed.Lag lag(ChangeFeed changes) {
        return changes.lag(Follower.SEARCH_INDEX.consumer());
    }
}
