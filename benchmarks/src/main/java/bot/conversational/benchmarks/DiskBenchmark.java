package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Wrk;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What is left of the turns when the disk is slow. PostgreSQL holds each write of its log to the disk back for 2 ms
 * ({@code commit_delay}), as a disk in a cloud takes; commits that come meanwhile go with it, or wait for the next.
 */
final class DiskBenchmark implements Benchmark {

    private static final int DELAY_MICROS = 2_000;
    private static final CopiedConversation CONVERSATION =
            new CopiedConversation("disk", 10_000, CopiedConversation.LONG, 10, 300);

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        progress.say("starting PostgreSQL and Redis");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis"));
                Running running = new Running()) {
            Service.Node node =
                    CONVERSATION.write(workspace, engines, CopiedConversation.sharingAnswers(), running, progress);
            Path users = CONVERSATION.targets(workspace, engines);
            TurnRate turns = TurnRate.cached(new Wrk(workspace), node, users, CopiedConversation.LONG, extent);
            turns.warmUp();
            List<Double> quick = new ArrayList<>();
            List<Double> slow = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            for (int round = 1; round <= extent.rounds(); round++) {
                delay(engines, 0);
                quick.add(turns.rate());
                delay(engines, DELAY_MICROS);
                slow.add(turns.rate());
                ratios.add(slow.getLast() / quick.getLast());
                progress.say(
                        "round %d: %.0f/s, %.0f/s on a slow disk".formatted(round, quick.getLast(), slow.getLast()));
            }
            return new Report("disk")
                    .table(new Report.Table(
                            "Turns with a cached answer, 64 connections",
                            List.of("disk", "answers/s"),
                            List.of(
                                    List.of("as it is", Spread.of(quick).toString()),
                                    List.of("2 ms slower", Spread.of(slow).toString()),
                                    List.of(
                                            "slower / as it is",
                                            Spread.of(ratios).toString()))))
                    .samples("as it is", quick)
                    .samples("2 ms slower", slow);
        }
    }

    private static void delay(Engines engines, int micros) {
        try (Connection connection = engines.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set commit_siblings = 0");
            statement.execute("alter system set commit_delay = " + micros);
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
