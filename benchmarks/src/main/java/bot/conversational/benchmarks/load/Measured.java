package bot.conversational.benchmarks.load;

import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A target and what it did in each round. */
public record Measured(Target target, List<Sample> samples) {

    /**
     * One round.
     *
     * @param service milliseconds of CPU for a good answer, as are the next two
     */
    public record Sample(Wrk.Seen seen, double service, double postgres, double redis) {
        public double cpu() {
            return service + postgres + redis;
        }
    }

    private static final List<String> COLUMNS = List.of(
            "target",
            "answers/s",
            "first / this",
            "p50 ms",
            "p99 ms",
            "CPU ms an answer",
            "first / this",
            "service",
            "PostgreSQL",
            "Redis",
            "bad");

    /** All of them, and how the first one compares. Ratios are taken within a round. */
    public static Report.Table table(String title, List<Measured> all) {
        List<List<String>> rows =
                all.stream().map(each -> each.row(all.getFirst())).toList();
        return new Report.Table(title, COLUMNS, rows);
    }

    /** How many times as much as another a value is, round by round. */
    public Spread ratio(Measured other, ToDoubleFunction<Sample> value) {
        return ratio(List.of(other), value);
    }

    /** How many times as much as that of all these parts together it is, round by round. */
    public Spread ratio(List<Measured> parts, ToDoubleFunction<Sample> value) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            int round = i;
            double together = parts.stream()
                    .mapToDouble(part -> value.applyAsDouble(part.samples.get(round)))
                    .sum();
            ratios.add(value.applyAsDouble(samples.get(round)) / together);
        }
        return Spread.of(ratios);
    }

    public Spread spread(ToDoubleFunction<Sample> value) {
        return Spread.of(samples.stream().map(value::applyAsDouble).toList());
    }

    private List<String> row(Measured first) {
        return List.of(
                target.name(),
                spread(sample -> sample.seen().rate()).toString(),
                first.ratio(this, sample -> sample.seen().rate()).toString(),
                spread(sample -> sample.seen().p50Millis()).toString(),
                spread(sample -> sample.seen().p99Millis()).toString(),
                spread(Sample::cpu).toString(),
                first.ratio(this, Sample::cpu).toString(),
                spread(Sample::service).toString(),
                spread(Sample::postgres).toString(),
                spread(Sample::redis).toString(),
                String.valueOf(samples.stream()
                        .mapToLong(sample -> sample.seen().bad())
                        .sum()));
    }
}
