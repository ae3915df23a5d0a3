package bot.conversational.benchmarks.users;

import bot.conversational.benchmarks.report.Spread;
import java.util.Map;

/**
 * What the generator saw of the calls that were due in the measured time.
 *
 * @param seconds of the measured time
 * @param times by {@link Metric}
 * @param offered calls that were due, by kind
 * @param achieved calls that went well, by kind
 * @param errors by kind, with how often
 * @param examples what one of each kind said
 * @param cpu processors in use, by name of the process
 */
public record Outcome(
        double seconds,
        Map<Metric, Times> times,
        Map<String, Long> offered,
        Map<String, Long> achieved,
        Map<String, Long> errors,
        Map<String, String> examples,
        Map<String, Double> cpu) {

    /** In milliseconds. */
    public record Times(long count, double p50, double p99, double max) {
        public static final Times NONE = new Times(0, Double.NaN, Double.NaN, Double.NaN);

        /** {@code p50 / p99}. */
        @Override
        public String toString() {
            return Spread.digits(p50) + " / " + Spread.digits(p99);
        }
    }

    public Times times(Metric metric) {
        return times.getOrDefault(metric, Times.NONE);
    }

    public double cpu(String process) {
        return cpu.getOrDefault(process, 0.0);
    }

    public long allErrors() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Calls a second. */
    public double rate(Map<String, Long> counts, String kind) {
        return counts.getOrDefault(kind, 0L) / seconds;
    }
}
