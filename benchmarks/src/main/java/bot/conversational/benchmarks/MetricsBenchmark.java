package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Cpu;
import bot.conversational.benchmarks.load.Recordings;
import bot.conversational.benchmarks.load.Wrk;
import bot.conversational.benchmarks.report.Goals;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.Api;
import bot.conversational.benchmarks.stack.BarePage;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What metrics cost. Recording: how often a turn with a cached answer records something, by what the node tells before
 * and after, times what a recording takes here, of the service's processor time for the turn. Scraping: the time of
 * {@code /metrics} beside that of a bare Jetty which writes the same bytes.
 */
final class MetricsBenchmark implements Benchmark {

    private static final String METRICS = "/metrics";
    private static final CopiedConversation CONVERSATION =
            new CopiedConversation("metrics", 1_000, CopiedConversation.LONG, 10, 500);

    /**
     * One round of turns.
     *
     * @param recordings for each turn
     * @param nanos of a recording
     * @param micros of the service's processor time for each turn
     */
    private record Turns(double recordings, double nanos, double micros) {

        double share() {
            return recordings * nanos / 1e3 / micros;
        }
    }

    /** One round of scrapes: medians in milliseconds. */
    private record Scrapes(double metrics, double bare) {

        double ratio() {
            return metrics / bare;
        }
    }

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        progress.say("starting PostgreSQL and Redis");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis"));
                Running running = new Running()) {
            Service.Node node =
                    CONVERSATION.write(workspace, engines, CopiedConversation.sharingAnswers(), running, progress);
            Path users = CONVERSATION.targets(workspace, engines);
            Wrk wrk = new Wrk(workspace);
            TurnRate rate = TurnRate.cached(wrk, node, users, CopiedConversation.LONG, extent);
            rate.warmUp();
            Api admin = new Api("http://127.0.0.1:" + node.adminPort());
            Service.Node bare =
                    running.add(BarePage.start(workspace, workspace.write("metrics-page.txt", page(admin))));
            String path = workspace.write("metrics.txt", METRICS + " none\n").toString();
            scrape(wrk, admin.node(), path, extent.warmUpSeconds());
            scrape(wrk, bare.url(), path, extent.warmUpSeconds());
            List<Turns> turns = new ArrayList<>();
            List<Scrapes> scrapes = new ArrayList<>();
            for (int round = 1; round <= extent.rounds(); round++) {
                turns.add(turns(rate, node, admin));
                scrapes.add(new Scrapes(
                        scrape(wrk, admin.node(), path, extent.seconds()),
                        scrape(wrk, bare.url(), path, extent.seconds())));
                progress.say("round %d: %.2f %% of a turn, a scrape %.1f times the bytes"
                        .formatted(
                                round,
                                100 * turns.getLast().share(),
                                scrapes.getLast().ratio()));
            }
            return report(turns, scrapes, page(admin).length());
        }
    }

    private static String page(Api admin) {
        return admin.text(METRICS, "");
    }

    private static Turns turns(TurnRate rate, Service.Node node, Api admin) {
        double nanos = Recordings.nanos();
        long recordings = Recordings.told(page(admin));
        double cpu = Cpu.seconds(node.pid());
        long good = Math.max(1, rate.seen().good());
        double micros = (Cpu.seconds(node.pid()) - cpu) * 1e6 / good;
        return new Turns((double) (Recordings.told(page(admin)) - recordings) / good, nanos, micros);
    }

    /** The median of one caller, in milliseconds. */
    private static double scrape(Wrk wrk, String url, String path, int seconds) {
        Wrk.Seen seen = wrk.round(url, "wrk/get.lua", Map.of("TARGETS", path), 1, seconds);
        if (seen.bad() > 0) {
            throw new IllegalStateException(seen.bad() + " scrapes failed");
        }
        return seen.p50Millis();
    }

    private static Report report(List<Turns> turns, List<Scrapes> scrapes, int bytes) {
        Spread share = Spread.of(turns.stream().map(Turns::share).toList());
        Spread ratio = Spread.of(scrapes.stream().map(Scrapes::ratio).toList());
        return new Report("metrics")
                .table(new Report.Table(
                        "Recording, turns with a cached answer, 64 connections",
                        List.of("of", "seen"),
                        List.of(
                                List.of(
                                        "recordings a turn",
                                        spread(turns.stream()
                                                .map(Turns::recordings)
                                                .toList())),
                                List.of(
                                        "ns a recording",
                                        spread(turns.stream().map(Turns::nanos).toList())),
                                List.of(
                                        "us of the service a turn",
                                        spread(turns.stream().map(Turns::micros).toList())))))
                .table(new Report.Table(
                        "A scrape of " + bytes + " bytes, one caller",
                        List.of("of", "p50 ms"),
                        List.of(
                                List.of(
                                        METRICS,
                                        spread(scrapes.stream()
                                                .map(Scrapes::metrics)
                                                .toList())),
                                List.of(
                                        "bare Jetty",
                                        spread(scrapes.stream()
                                                .map(Scrapes::bare)
                                                .toList())))))
                .table(new Goals()
                        .atMost("M1", "recording, part of the service's time for a turn", share, 0.02, 0.01)
                        .atMost("M2", "a scrape / writing the same bytes", ratio, 3, 2)
                        .table())
                .samples("turns", turns)
                .samples("scrapes", scrapes)
                .note("Finding a series by the name of its statement or script is not in it; background jobs are.");
    }

    private static String spread(List<Double> values) {
        return Spread.of(values).toString();
    }
}
