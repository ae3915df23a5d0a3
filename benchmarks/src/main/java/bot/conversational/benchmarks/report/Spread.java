package bot.conversational.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Some values of the same thing: rounds of a benchmark. */
public record Spread(double minimum, double median, double maximum) {

    public static Spread of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN);
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, Arrays.stream(sorted).max().orElse(median));
    }

    /** {@code 3.14 (2.72-3.28)}, in three digits that count; {@code -} of nothing. */
    @Override
    public String toString() {
        return Double.isNaN(median) ? "-" : digits(median) + " (" + digits(minimum) + "-" + digits(maximum) + ")";
    }

    /** A number in three digits that count. */
    public static String digits(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        double size = Math.abs(value);
        int decimals = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
