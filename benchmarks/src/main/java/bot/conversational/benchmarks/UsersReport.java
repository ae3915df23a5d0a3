package bot.conversational.benchmarks;

import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.users.Metric;
import bot.conversational.benchmarks.users.Outcome;
import java.util.ArrayList;
import java.util.List;

/** What numbers of users saw, and which of them is the most that holds. */
final class UsersReport {

    private static final List<String> STACK = List.of("service", "postgresql", "redis", "elasticsearch");
    private static final List<String> LOAD = List.of("model", "generator");

    /**
     * A number of users and what they saw.
     *
     * @param compiled seconds that a node's JVM had compiled by then, since its start
     */
    record Step(int users, Outcome outcome, double compiled) {

        private static final double CREATED_MILLIS = 50;
        private static final double GAP_MILLIS = 250;
        private static final double LAG_MILLIS = 2_000;

        /** Processors that the stack has in use. */
        double stack() {
            return STACK.stream().mapToDouble(outcome::cpu).sum();
        }

        boolean holds() {
            return outcome.times(Metric.CREATED).p99() <= CREATED_MILLIS
                    && outcome.times(Metric.GAP).p99() <= GAP_MILLIS
                    && outcome.times(Metric.LAG).p99() <= LAG_MILLIS
                    && outcome.allErrors() == 0;
        }

        /** For who waits for the next one. */
        @Override
        public String toString() {
            return "%d users %s: created p99 %.1f ms, gap p99 %.1f ms, lag p99 %.0f ms, errors %s, stack %.2f vCPU of %s, compiled for %.0f s"
                    .formatted(
                            users,
                            holds() ? "hold" : "do not hold",
                            outcome.times(Metric.CREATED).p99(),
                            outcome.times(Metric.GAP).p99(),
                            outcome.times(Metric.LAG).p99(),
                            outcome.errors(),
                            stack(),
                            outcome.cpu(),
                            compiled);
        }
    }

    private UsersReport() {}

    /** @param learned whether the nodes began with what an earlier one's JVM learned */
    static Report of(List<Step> steps, int nodes, boolean learned) {
        Report report = new Report((nodes == 1 ? "users" : "users-" + nodes + "-nodes") + (learned ? "-learned" : ""))
                .table(times(steps))
                .table(processors(steps))
                .samples("steps", steps.stream().map(Step::outcome).toList());
        int most =
                steps.stream().filter(Step::holds).mapToInt(Step::users).max().orElse(0);
        for (Step step : steps) {
            Outcome outcome = step.outcome();
            outcome.errors()
                    .forEach((kind, times) -> report.note(step.users() + " users: " + times + " times " + kind + " "
                            + outcome.examples().getOrDefault(kind, "")));
        }
        return report.note("**" + most + " users hold** with " + nodes
                        + " node(s)" + (learned ? " that began with what an earlier one learned" : "")
                        + ": `message.created` p99 within 50 ms, gap p99"
                        + " within 250 ms, lag p99 within 2 s, no error.")
                .note(
                        "Times are p50 / p99 in milliseconds, from when a call was due; lag is from an answer's end until a search"
                                + " finds it, looked for every 100 ms.");
    }

    private static Report.Table times(List<Step> steps) {
        List<String> columns = List.of(
                "users",
                "holds",
                "created",
                "first text",
                "gap",
                "lag",
                "history",
                "list",
                "search",
                "sent late",
                "turns/s due / done",
                "errors");
        return new Report.Table(
                "Times", columns, steps.stream().map(UsersReport::times).toList());
    }

    private static List<String> times(Step step) {
        Outcome outcome = step.outcome();
        List<String> row = new ArrayList<>(List.of(String.valueOf(step.users()), step.holds() ? "yes" : "no"));
        for (Metric metric : List.of(
                Metric.CREATED,
                Metric.FIRST_TEXT,
                Metric.GAP,
                Metric.LAG,
                Metric.HISTORY,
                Metric.LIST,
                Metric.SEARCH,
                Metric.LATE)) {
            row.add(outcome.times(metric).toString());
        }
        row.add(Spread.digits(outcome.rate(outcome.offered(), "turn")) + " / "
                + Spread.digits(outcome.rate(outcome.achieved(), "turn")));
        row.add(String.valueOf(outcome.allErrors()));
        return row;
    }

    private static Report.Table processors(List<Step> steps) {
        List<String> columns = new ArrayList<>(List.of("users"));
        columns.addAll(STACK);
        columns.addAll(List.of("stack", "users per vCPU of the stack"));
        columns.addAll(LOAD);
        columns.add("s compiled since the start");
        return new Report.Table(
                "Processors in use",
                columns,
                steps.stream().map(UsersReport::processors).toList());
    }

    private static List<String> processors(Step step) {
        List<String> row = new ArrayList<>(List.of(String.valueOf(step.users())));
        STACK.forEach(name -> row.add(Spread.digits(step.outcome().cpu(name))));
        row.add(Spread.digits(step.stack()));
        row.add(Spread.digits(step.users() / step.stack()));
        LOAD.forEach(name -> row.add(Spread.digits(step.outcome().cpu(name))));
        row.add(Spread.digits(step.compiled()));
        return row;
    }
}
