package bot.conversational.application.indexing;

import bot.conversational.application.health.MetricSource;
import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.shared.DomainException;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Set;

/**
 * How far the followers of the changes are, each by its name. PostgreSQL is asked in the background, so that no scrape
 * waits for it; while it is unavailable there are no values.
 */
public final class FollowerMetrics implements MetricSource, MultiCollector {

    private static final String BACKLOG = "follower_backlog";
    private static final String LAG = "follower_lag_seconds";
    private static final String DEAD_LETTERS = "follower_dead_letters";

    private final Set<FollowerState> followers;
    private volatile MetricSnapshots last = MetricSnapshots.of();

    public FollowerMetrics(Set<FollowerState> followers) {
        this.followers = Set.copyOf(followers);
    }

    @Override
    public void register(PrometheusRegistry registry) {
        registry.register(this);
    }

    @Override
    public List<String> getPrometheusNames() {
        return List.of(BACKLOG, LAG, DEAD_LETTERS);
    }

    @Override
    public MetricSnapshots collect() {
        return last;
    }

    /** Asks how far they are. */
    public void sample() {
        GaugeSnapshot.Builder backlog = gauge(BACKLOG, "Changes that wait for the follower, counted up to 10,000.");
        GaugeSnapshot.Builder age = gauge(LAG, "Age of the oldest change that waits for the follower.");
        GaugeSnapshot.Builder dead = gauge(DEAD_LETTERS, "Messages that the follower has given up.");
        for (FollowerState follower : followers) {
            try {
                ChangeFeed.Lag lag = follower.lag().get();
                backlog.dataPoint(of(follower, lag.backlog()));
                age.dataPoint(of(follower, lag.age().toMillis() / 1000.0));
                dead.dataPoint(of(follower, follower.deadLetters().getAsLong()));
            } catch (DomainException.Unavailable away) {
                continue;
            }
        }
        last = MetricSnapshots.of(backlog.build(), age.build(), dead.build());
    }

    private static GaugeSnapshot.Builder gauge(String name, String help) {
        return GaugeSnapshot.builder().name(name).help(help);
    }

    private static GaugeDataPointSnapshot of(FollowerState follower, double value) {
        return GaugeDataPointSnapshot.builder()
                .labels(Labels.of("follower", follower.name()))
                .value(value)
                .build();
    }
}
