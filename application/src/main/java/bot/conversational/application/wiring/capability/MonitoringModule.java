package bot.conversational.application.wiring.capability;

import bot.conversational.application.health.DatabaseCallTimes;
import bot.conversational.application.health.EngineBreakers;
import bot.conversational.application.health.MetricSource;
import bot.conversational.application.health.ProcessMetrics;
import bot.conversational.application.health.RedisCallTimes;
import bot.conversational.application.health.SampledGauge;
import bot.conversational.application.http.administration.StateResource;
import bot.conversational.application.http.metrics.AccessCounts;
import bot.conversational.application.http.metrics.RequestTimes;
import bot.conversational.application.http.metrics.StreamTimes;
import bot.conversational.application.indexing.FollowerMetrics;
import bot.conversational.application.indexing.FollowerSamples;
import bot.conversational.application.jdbi.PoolMetrics;
import bot.conversational.application.jdbi.StatementTimes;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.application.state.CheckRounds;
import bot.conversational.application.state.ServiceState;
import bot.conversational.application.tracing.Tracing;
import bot.conversational.application.turns.MeasuredContextCache;
import bot.conversational.domain.cluster.RenewLease;
import com.codahale.metrics.health.HealthCheckRegistry;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.dropwizard.core.setup.Environment;
import org.jdbi.v3.core.Jdbi;

/** Metrics that are of no capability alone, and what administrators see of them. Others are declared where they belong. */
public final class MonitoringModule extends CapabilityModule {

    @Override
    protected void configure() {
        provide(HealthCheckRegistry.class, Environment.class, Environment::healthChecks);
        useCase(CheckRounds.class);
        useCase(ServiceState.class);
        resource(StateResource.class);
        metrics(ProcessMetrics.class);
        metrics(PoolMetrics.class);
        metrics(DatabaseCallTimes.class);
        metrics(RedisCallTimes.class);
        metrics(EngineBreakers.class);
        metrics(RequestTimes.class);
        metrics(StreamTimes.class);
        metrics(AccessCounts.class);
        metrics(MeasuredContextCache.class);
        metrics(FollowerMetrics.class);
        useCase(FollowerSamples.class);
        every(SampledGauge.INTERVAL, "samples-of-followers", FollowerSamples.class, FollowerSamples::sample);
        gauge(
                "cluster_live_nodes",
                "Nodes whose lease is alive, as this node saw it last.",
                RenewLease.class,
                RenewLease::live);
        gauge(
                "cluster_lease_age_seconds",
                "Time since this node renewed its lease; after 10 s others end its turns.",
                RenewLease.class,
                it -> it.age().toMillis() / 1000.0);
    }

    @ProvidesIntoSet
    static MetricSource statements(Jdbi jdbi, DatabaseCallTimes times, Tracing tracing) {
        return StatementTimes.watch(jdbi, tracing.calls("postgresql", times.of("postgresql")));
    }

    private void metrics(Class<? extends MetricSource> type) {
        useCase(type);
        element(MetricSource.class, type, it -> it);
    }
}
