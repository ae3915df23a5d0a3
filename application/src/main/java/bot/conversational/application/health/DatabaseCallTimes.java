package bot.conversational.application.health;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** The time of calls of the engines, by engine and outcome. */
public final class DatabaseCallTimes implements MetricSource {

    private final Histogram times = Histogram.builder()
            .name("db_client_operation_duration_seconds")
            .help("Time of a call of an engine.")
            .labelNames("db_system_name", "outcome")
            .classicUpperBounds(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
            .nativeInitialSchema(3)
            .nativeMaxNumberOfBuckets(60)
            .build();

    @Override
    public void register(PrometheusRegistry registry) {
        registry.register(times);
    }

    /** The calls of one engine; to be kept by whom times them. */
    public Calls of(String engine) {
        return new Calls(times.labelValues(engine, "succeeded"), times.labelValues(engine, "failed"));
    }

    /** Of one engine. */
    public record Calls(DistributionDataPoint succeeded, DistributionDataPoint failed) implements EngineCalls {

        /** A call is over. */
        public void ended(boolean well, long nanos) {
            (well ? succeeded : failed).observe(nanos / 1e9);
        }

        /** All operations of the engine together. */
        @Override
        public void ended(String operation, boolean well, long nanos) {
            ended(well, nanos);
        }
    }
}
