package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Memory;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.Bare;
import bot.conversational.benchmarks.stack.ChildProcess;
import bot.conversational.benchmarks.stack.Peers;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.streams.Holder;
import bot.conversational.benchmarks.streams.OpenStreams;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Streams of a model that says nothing: what each takes of memory, and what they leave to turns. */
record SilentStreams(Holder holder, TurnRate turns, Progress progress) {

    private static final int STREAMS = 10_000;

    /** Each has a connection to the model, too; all as turns would be more files than a process usually may open. */
    private static final int TURNS = 500;

    private static final int STREAMS_PER_SECOND = 400;
    private static final String QUESTION = "I would like 1 tokens after 3000000 ms.";

    void measure(Service.Node node, Path users, Bare bare, List<Peers.Peer> peers, Report report) {
        progress.say("turns alone");
        turns.warmUp();
        List<Double> alone = new ArrayList<>(turns.rates());
        List<Double> beside = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        OpenStreams ours = Holder.turns(node, users, QUESTION, TURNS, STREAMS, STREAMS_PER_SECOND);
        rows.add(row("ours", node.pid(), ours, () -> beside.addAll(turns.rates())));
        rows.add(row("bare Jetty", bare.process().pid(), Holder.plain(bare.port(), "/sse", STREAMS), () -> {}));
        for (Peers.Peer peer : peers) {
            rows.add(row(peer.name(), peer.process().pid(), Holder.plain(peer.port(), "/sse", STREAMS), () -> {}));
        }
        alone.addAll(turns.rates());
        report.table(
                new Report.Table(STREAMS + " silent streams", List.of("server", "KB a stream", "MB in all"), rows));
        Spread without = Spread.of(alone);
        Spread with = Spread.of(beside);
        report.table(new Report.Table(
                "Turns beside " + STREAMS + " silent streams",
                List.of("answers/s without", "answers/s with", "with / without"),
                List.of(List.of(
                        without.toString(), with.toString(), Spread.digits(with.median() / without.median())))));
        report.note(
                "Memory is what the process has in use more with all streams than before them: of its heap what is left"
                        + " after a collection, and all else that is resident. Ours are " + TURNS + " turns and "
                        + (STREAMS / TURNS - 1) + " more readers of each.");
    }

    private List<String> row(String name, long pid, OpenStreams streams, Runnable meanwhile) {
        progress.say(STREAMS + " silent streams: " + name);
        long before = Memory.used(pid);
        try (ChildProcess held = holder.hold(streams)) {
            double all = Memory.used(pid) - before;
            progress.say("%s: %.1f KB a stream".formatted(name, all / STREAMS / 1024));
            meanwhile.run();
            return List.of(name, Spread.digits(all / STREAMS / 1024), Spread.digits(all / 1024 / 1024));
        }
    }
}
