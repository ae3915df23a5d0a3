package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Measured;
import bot.conversational.benchmarks.load.Measured.Sample;
import bot.conversational.benchmarks.report.Goals;
import bot.conversational.benchmarks.report.Report;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What a turn with a cached answer should reach beside others. */
final class TurnGoals {

    private static final ToDoubleFunction<Sample> RATE = sample -> sample.seen().rate();
    private static final ToDoubleFunction<Sample> P99 = sample -> sample.seen().p99Millis();

    /** Goals are set for this many connections; two of them also for more. */
    static final int FEW = 64;

    private TurnGoals() {}

    /**
     * @param ours turns with a cached answer, in the forms that the service has
     * @param list calls that only are admitted
     * @param peers those that were measured in the same rounds
     * @param parts see {@link TurnParts}; none with many connections
     */
    static Report.Table table(
            int connections, List<Measured> ours, Optional<Measured> list, List<Measured> peers, List<Measured> parts) {
        Goals goals = new Goals();
        for (Measured peer : peers) {
            ours.forEach(form -> beside(peer, form, connections, goals));
        }
        if (!parts.isEmpty()) {
            goals.atLeast(
                    "P3", "turns/s of the limit of the parts", TurnParts.turns(ours.getFirst(), parts), 0.35, 0.55);
            goals.atLeast(
                    "P6",
                    "list of models, of bare Jetty and admission",
                    TurnParts.admissions(list.orElseThrow(), parts),
                    0.3,
                    0.45);
        }
        return goals.table();
    }

    private static void beside(Measured peer, Measured ours, int connections, Goals goals) {
        String name = peer.target().name();
        String both = ours.target().name() + " / " + name;
        if (name.contains("spring")) {
            if (connections == FEW) {
                goals.atLeast("P1", "turns/s, " + both, ours.ratio(peer, RATE), 1.5, 2.2);
                goals.atMost("P2", "CPU a turn, " + both, ours.ratio(peer, Sample::cpu), 0.65, 0.42);
            }
            goals.atMost("P4", "p99, " + both, ours.ratio(peer, P99), 0.8, connections == FEW ? 0.5 : 0.4);
        } else if (connections == FEW && name.contains("asyncpg")) {
            goals.atLeast("P1b", "turns/s, " + both, ours.ratio(peer, RATE), 2.2, 3.5);
            goals.atMost("P2b", "CPU a turn, " + both, ours.ratio(peer, Sample::cpu), 0.45, 0.3);
        } else if (connections == FEW) {
            goals.atLeast("P1b", "turns/s, " + both, ours.ratio(peer, RATE), 5, 9);
        }
    }

    /** How much is left of the turns when many ask at once, round by round. */
    static Report.Table collapse(Measured few, Measured many) {
        return new Goals()
                .atLeast("P5", "turns/s with many / with few connections", many.ratio(few, RATE), 0.85, 1)
                .table();
    }
}
