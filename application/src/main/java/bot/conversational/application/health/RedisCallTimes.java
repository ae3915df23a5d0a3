package bot.conversational.application.health;

import bot.conversational.application.health.DatabaseCallTimes.Calls;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The time of calls of Redis by logical server and operation, which are scripts and commands, about twenty. A healthy
 * call takes less than the first bound of {@link DatabaseCallTimes}, which has those of all engines.
 */
public final class RedisCallTimes implements MetricSource {

    private final Histogram times = Histogram.builder()
            .name("redis_operation_duration_seconds")
            .help("Time of a call of Redis, with its wait for others that go out together.")
            .labelNames("server", "operation", "outcome")
            .classicUpperBounds(0.00025, 0.0005, 0.001, 0.0025, 0.01, 0.05, 0.25, 1)
            .nativeInitialSchema(3)
            .nativeMaxNumberOfBuckets(60)
            .build();
    private final Calls all;

    public RedisCallTimes(DatabaseCallTimes engines) {
        all = engines.of("redis");
    }

    @Override
    public void register(PrometheusRegistry registry) {
        registry.register(times);
    }

    /** The calls of one logical server; to be kept by whom times them. */
    public Server of(String name) {
        return new Server(name);
    }

    /** Of one logical server. */
    public final class Server implements EngineCalls {

        private final String name;
        private final Map<String, Calls> operations = new ConcurrentHashMap<>();

        private Server(String name) {
            this.name = name;
        }

        @Override
        public void ended(String operation, boolean well, long nanos) {
            all.ended(well, nanos);
            Calls known = operations.get(operation);
            (known != null ? known : operations.computeIfAbsent(operation, this::series)).ended(well, nanos);
        }

        private Calls series(String operation) {
            return new Calls(
                    times.labelValues(name, operation, "succeeded"), times.labelValues(name, operation, "failed"));
        }
    }
}
