package bot.conversational.application.http.metrics;

import bot.conversational.application.health.MetricSource;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Streams of answers: how many, why, and how long they last. */
public final class StreamTimes implements MetricSource {

    /** How a stream came to be here. */
    public enum Kind {
        /** The call that began the turn, or a repeat of it. */
        BEGUN,
        /** By a call of its own, on the node that generates the answer or of one that is over. */
        RESUMED,
        /** Of an answer that another node generates. */
        TAKEN_OVER
    }

    private final Counter streams = Counter.builder()
            .name("turn_streams_total")
            .help("Streams of answers that began, by how they came to this node.")
            .labelNames("kind")
            .build();
    private final Gauge open = Gauge.builder()
            .name("turn_streams_open")
            .help("Streams of answers that are being written.")
            .build();
    private final Histogram duration = Histogram.builder()
            .name("turn_stream_duration_seconds")
            .help("Time from the beginning of a stream to its end, however it ended.")
            .classicUpperBounds(0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300)
            .nativeInitialSchema(3)
            .nativeMaxNumberOfBuckets(60)
            .build();
    private final Map<Kind, CounterDataPoint> byKind = new EnumMap<>(Kind.class);

    public StreamTimes() {
        for (Kind kind : Kind.values()) {
            byKind.put(kind, streams.labelValues(kind.name().toLowerCase(Locale.ROOT)));
        }
    }

    @Override
    public void register(PrometheusRegistry registry) {
        registry.register(streams);
        registry.register(open);
        registry.register(duration);
    }

    /** A stream begins. */
    public Stream begin(Kind kind) {
        CounterDataPoint counter = byKind.get(kind);
        if (counter != null) {
            counter.inc();
        }
        open.inc();
        return new Stream(System.nanoTime());
    }

    /** One that is being written. */
    public final class Stream {

        private final long began;

        private Stream(long began) {
            this.began = began;
        }

        /** It was written, or its reader has gone. */
        public void end() {
            open.dec();
            duration.observe((System.nanoTime() - began) / 1e9);
        }
    }
}
