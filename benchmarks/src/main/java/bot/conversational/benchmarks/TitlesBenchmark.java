package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Measured;
import bot.conversational.benchmarks.load.Measured.Sample;
import bot.conversational.benchmarks.load.Rounds;
import bot.conversational.benchmarks.load.Target;
import bot.conversational.benchmarks.load.Wrk;
import bot.conversational.benchmarks.report.Goals;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.stack.ClonedUsers;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What finding one of the caller's conversations by a word of its title costs: among few or many of his own, beside few or
 * many of others. Half of the conversations belong to users of 10, half to users of 1,000.
 */
final class TitlesBenchmark implements Benchmark {

    private static final int CONNECTIONS = 8;
    private static final int FEW = 10;
    private static final int MANY = 1_000;
    private static final int ASKING_USERS = 5;
    private static final String SEARCH = "/api/v1/search/titles?q=sabbatical&limit=10";
    private static final ToDoubleFunction<Sample> P50 = sample -> sample.seen().p50Millis();

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        progress.say("starting PostgreSQL and Redis");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis"));
                Running running = new Running()) {
            List<Target> targets = new ArrayList<>();
            for (int exponent : List.of(4, 6)) {
                progress.say("writing 10^" + exponent + " conversations");
                targets.addAll(targets(workspace, engines, running, exponent));
            }
            List<Measured> all = new Rounds(new Wrk(workspace), engines, progress::say)
                    .measure(targets, CONNECTIONS, extent.rounds(), extent.seconds(), extent.warmUpSeconds());
            return new Report("titles")
                    .table(Measured.table(CONNECTIONS + " connections", all))
                    .table(goals(all.get(0), all.get(1), all.get(2), all.get(3)))
                    .samples(CONNECTIONS + " connections", all);
        }
    }

    private static List<Target> targets(Workspace workspace, Engines engines, Running running, int exponent) {
        String database = "titles_" + exponent;
        Service service = Service.install(workspace, engines, database, Unlimited.withoutSearch(exponent));
        Service.Node node = running.add(service.start("512m"));
        int half = (int) Math.pow(10, exponent) / 2;
        int users = half / FEW;
        int all = users + half / MANY;
        ClonedUsers.first(node).copy(engines, database, 0, all - 1);
        ClonedUsers.addTitles(engines, database, 0, users - 1, FEW);
        ClonedUsers.addTitles(engines, database, users, all - 1, MANY);
        return List.of(
                target(
                        "10^" + exponent + ", user of " + FEW,
                        node,
                        asking(workspace, engines, database, users - ASKING_USERS)),
                target(
                        "10^" + exponent + ", user of " + MANY,
                        node,
                        asking(workspace, engines, database, all - ASKING_USERS)));
    }

    private static String asking(Workspace workspace, Engines engines, String database, int from) {
        String lines = ClonedUsers.list(engines, database, from, from + ASKING_USERS - 1).stream()
                .map(user -> user.line(SEARCH))
                .collect(Collectors.joining());
        return workspace.write(database + "-" + from + ".txt", lines).toString();
    }

    private static Target target(String name, Service.Node node, String list) {
        return new Target(name, node.url(), node.pid(), "wrk/get.lua", Map.of("TARGETS", list));
    }

    private static Report.Table goals(Measured fewOfFew, Measured manyOfFew, Measured fewOfMany, Measured manyOfMany) {
        return new Goals()
                .atMost("P11", "p50 of users of 10, 10^6 / 10^4 conversations", fewOfMany.ratio(fewOfFew, P50), 2, 1.3)
                .atMost("P11", "p50 of users of 1,000, 10^6 / 10^4", manyOfMany.ratio(manyOfFew, P50), 2, 1.3)
                .atMost("P11", "p50 at 10^6, users of 1,000 / of 10", manyOfMany.ratio(fewOfMany, P50), 3, 1.5)
                .table();
    }
}
