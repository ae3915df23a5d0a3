package bot.conversational.benchmarks.users;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Collects what was seen. For the loop's thread. */
final class Seen {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    private final Map<Metric, Histogram> times = new EnumMap<>(Metric.class);
    private final Map<String, Long> offered = new TreeMap<>();
    private final Map<String, Long> achieved = new TreeMap<>();
    private final Map<String, Long> errors = new TreeMap<>();
    private final Map<String, String> examples = new TreeMap<>();

    Seen() {
        for (Metric metric : Metric.values()) {
            times.put(metric, new Histogram(LONGEST_MICROS, 3));
        }
    }

    void time(Metric metric, long nanos) {
        Histogram histogram = times.get(metric);
        if (histogram != null) {
            histogram.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, LONGEST_MICROS));
        }
    }

    void offered(String kind) {
        offered.merge(kind, 1L, Long::sum);
    }

    void achieved(String kind) {
        achieved.merge(kind, 1L, Long::sum);
    }

    /** @param example of what it said */
    void error(String kind, String example) {
        errors.merge(kind, 1L, Long::sum);
        examples.putIfAbsent(kind, example.length() > 300 ? example.substring(0, 300) : example);
    }

    Outcome outcome(double seconds, Map<String, Double> cpu) {
        Map<Metric, Outcome.Times> summary = new EnumMap<>(Metric.class);
        times.forEach((metric, histogram) -> summary.put(metric, times(histogram)));
        return new Outcome(seconds, summary, offered, achieved, errors, examples, cpu);
    }

    private static Outcome.Times times(Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return Outcome.Times.NONE;
        }
        return new Outcome.Times(
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50) / 1e3,
                histogram.getValueAtPercentile(99) / 1e3,
                histogram.getMaxValue() / 1e3);
    }
}
