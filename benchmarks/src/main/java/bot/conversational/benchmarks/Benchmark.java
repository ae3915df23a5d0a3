package bot.conversational.benchmarks;

import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.stack.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A question that is answered by measuring. It starts what it needs and stops it again. */
interface Benchmark {

    /**
     * How much is measured.
     *
     * @param rounds in which all targets take turns
     * @param seconds of a target in a round
     * @param warmUpSeconds of a target before the first round
     * @param large whether to measure also what takes gigabytes and minutes to make
     * @param connections of wrk, one measurement for each number
     * @param peers folder of the peers, when they are to be compared with
     * @param users how many, one after the other, where users are simulated
     * @param nodes of the service, where there can be several
     * @param learned whether these nodes know what an earlier one's JVM learned
     * @param only words of which a target's name must have one, where targets can be left out; empty: all targets
     */
    record Extent(
            int rounds,
            int seconds,
            int warmUpSeconds,
            boolean large,
            List<Integer> connections,
            Optional<Path> peers,
            List<Integer> users,
            int nodes,
            boolean learned,
            List<String> only) {

        /** Whether a target is to be measured. */
        boolean includes(String target) {
            return only.isEmpty() || only.stream().anyMatch(target::contains);
        }
    }

    Report run(Workspace workspace, Extent extent, Progress progress);
}
