package bot.conversational.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** What was seen beside what should be. The median counts. */
public final class Goals {

    private static final List<String> COLUMNS = List.of("goal", "of what", "seen", "floor", "target", "verdict");

    private final List<List<String>> rows = new ArrayList<>();

    /** The less the better. */
    public Goals atMost(String goal, String what, Spread seen, double floor, double target) {
        return row(goal, what, seen, floor, target, seen.median() <= floor, seen.median() <= target);
    }

    /** The more the better. */
    public Goals atLeast(String goal, String what, Spread seen, double floor, double target) {
        return row(goal, what, seen, floor, target, seen.median() >= floor, seen.median() >= target);
    }

    public Report.Table table() {
        return new Report.Table("Goals", COLUMNS, List.copyOf(rows));
    }

    private Goals row(
            String goal, String what, Spread seen, double floor, double target, boolean above, boolean reached) {
        String verdict = reached ? "target" : above ? "floor" : "missed";
        rows.add(List.of(goal, what, seen.toString(), Spread.digits(floor), Spread.digits(target), verdict));
        return this;
    }
}
