package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Wrk;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.ClonedUsers;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is left of the turns when the disk is slow. PostgreSQL holds each write of its log to the disk back for 2 ms
 * ({@code commit_delay}), as a disk in a cloud takes; commits that come meanwhile go with it, or wait for the next.
 */
final class DiskBenchmark implements Benchmark {

    private static final String DATABASE = "disk";
    private static final int DELAY_MICROS = 2_000;
    private static final int USERS = 10_000;
    private static final int TURNS_BEFORE = 10;
    private static final int TURNS_KNOWN = 300;
    private static final String CONTENT =
            "The quick brown fox jumps over the lazy dog, again and again. ".repeat(8) + "ok.";
    private static final Map<String, String> SETTINGS = Map.of(
            "CACHE_LLM_RESPONSES_SCOPE", "global",
            "RATE_LIMIT_REQUESTS_PER_MINUTE", "1000",
            "RATE_LIMIT_BURST", "1000",
            "ELASTICSEARCH_PORT", "1");

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        progress.say("starting PostgreSQL and Redis");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis"));
                Running running = new Running()) {
            Service service = Service.install(workspace, engines, DATABASE, SETTINGS);
            Service.Node node = running.add(service.start("1g"));
            progress.say("writing " + USERS + " conversations");
            ClonedUsers first = ClonedUsers.first(node);
            first.ask(CONTENT, TURNS_BEFORE);
            first.copy(engines, DATABASE, 0, USERS - 1);
            first.ask(CONTENT, TURNS_KNOWN);
            Path users = ClonedUsers.targets(workspace, engines, DATABASE, 0, USERS - 1);
            TurnRate turns = TurnRate.cached(new Wrk(workspace), node, users, CONTENT, extent);
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
