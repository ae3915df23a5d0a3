package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Wrk;
import bot.conversational.benchmarks.report.Goals;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.ClonedUsers;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import redis.clients.jedis.UnifiedJedis;

/** What a session takes of Redis' memory. Each user calls at least once; what he may call is counted only until that is over. */
final class SessionsBenchmark implements Benchmark {

    private static final String DATABASE = "sessions";
    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        progress.say("starting PostgreSQL and Redis");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis"));
                UnifiedJedis redis = engines.redis();
                Running running = new Running()) {
            Service service = Service.install(workspace, engines, DATABASE, Unlimited.withoutSearch(0));
            Service.Node node = running.add(service.start("512m"));
            ClonedUsers.first(node).copy(engines, DATABASE, 0, SIZES.getLast() - 1);
            String lines = ClonedUsers.list(engines, DATABASE, 0, SIZES.getLast() - 1).stream()
                    .map(user -> user.line("/api/v1/users/me"))
                    .collect(Collectors.joining());
            Path users = workspace.write("sessions.txt", lines);
            Wrk wrk = new Wrk(workspace);
            long empty = bytes(redis);
            long called = 0;
            List<List<String>> rows = new ArrayList<>();
            List<Double> each = new ArrayList<>();
            for (int size : SIZES) {
                progress.say("letting " + size + " users call");
                while (called < size) {
                    called += call(wrk, node, users, called + 1, size);
                }
                long sessions = awaitSessionsOnly(redis);
                each.add((bytes(redis) - empty) / (double) sessions);
                rows.add(List.of(String.valueOf(sessions), Spread.digits(each.getLast())));
            }
            return new Report("sessions")
                    .table(new Report.Table("Memory", List.of("sessions", "bytes each"), rows))
                    .table(goals(each))
                    .samples("bytes each", each)
                    .note("used_memory of Redis without its clients' buffers, beyond that of none.");
        }
    }

    /** Those between two numbers call in their order, around and around for a while; returns how many calls that was. */
    private static long call(Wrk wrk, Service.Node node, Path users, long from, long to) {
        Map<String, String> values =
                Map.of("TARGETS", users.toString(), "FROM", String.valueOf(from), "TO", String.valueOf(to));
        Wrk.Seen seen = wrk.round(node.url(), "wrk/each.lua", values, 16, 3);
        if (seen.bad() > 0) {
            throw new IllegalStateException(seen.bad() + " calls failed");
        }
        return seen.good();
    }

    /** Waits until no call is counted against a limit any more; returns how many keys are left. */
    private static long awaitSessionsOnly(UnifiedJedis redis) {
        long before;
        long keys = Long.MAX_VALUE;
        do {
            before = keys;
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            keys = redis.dbSize();
        } while (keys < before);
        return keys;
    }

    private static long bytes(UnifiedJedis redis) {
        return value(redis, "used_memory") - value(redis, "mem_clients_normal");
    }

    private static long value(UnifiedJedis redis, String name) {
        return redis.info("memory")
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(
                        line -> Long.parseLong(line.substring(name.length() + 1).strip()))
                .findFirst()
                .orElseThrow();
    }

    private static Report.Table goals(List<Double> each) {
        return new Goals()
                .atMost("P17", "bytes of each of 100,000", Spread.of(List.of(each.getLast())), 500, 350)
                .atMost(
                        "P17",
                        "bytes of each, of 100,000 / of 1,000",
                        Spread.of(List.of(each.getLast() / each.getFirst())),
                        1.2,
                        1.05)
                .table();
    }
}
