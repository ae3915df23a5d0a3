package bot.conversational.benchmarks;

import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.stack.CopiedUsers;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Model;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import bot.conversational.benchmarks.users.Generator;
import bot.conversational.benchmarks.users.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How many users fit: each has a turn a minute, whose answer a scripted model streams for ten seconds, and reads and
 * searches between them. All of the stack runs, with its usual settings.
 */
final class UsersBenchmark implements Benchmark {

    private static final String DATABASE = "users";
    private static final int TURNS_BEFORE = 5;

    /** The answers are long: a round is so many times as long as those of others. */
    private static final int ROUND = 6;

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        progress.say("starting PostgreSQL, Redis, Elasticsearch and the model");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis", "elasticsearch"));
                Running running = new Running()) {
            Model model = running.add(Model.start(workspace));
            Service service = Service.install(workspace, engines, DATABASE, model.environment());
            List<Service.Node> nodes = new ArrayList<>();
            for (int i = 0; i < extent.nodes(); i++) {
                nodes.add(running.add(service.start("1g")));
            }
            int most = Collections.max(extent.users());
            progress.say("writing and indexing " + most + " conversations");
            CopiedUsers first = CopiedUsers.first(nodes.getFirst());
            first.ask("Which trees are there?", TURNS_BEFORE);
            first.copy(engines, DATABASE, 0, most - 1);
            service.command("reindex", "config.yml");
            Path targets = CopiedUsers.targets(workspace, engines, DATABASE, 0, most - 1);
            List<UsersReport.Step> steps = new ArrayList<>();
            for (int users : extent.users()) {
                progress.say(users + " users");
                Plan plan = new Plan(
                        nodes.stream().map(Service.Node::port).toList(),
                        targets.toString(),
                        users,
                        extent.warmUpSeconds(),
                        ROUND * extent.seconds(),
                        processes(engines, model, nodes));
                UsersReport.Step step = new UsersReport.Step(users, new Generator(workspace).users(plan));
                steps.add(step);
                progress.say(step.toString());
            }
            return UsersReport.of(steps, nodes.size());
        }
    }

    private static Map<String, List<Long>> processes(Engines engines, Model model, List<Service.Node> nodes) {
        return Map.of(
                "service", nodes.stream().map(Service.Node::pid).toList(),
                "postgresql", List.of(engines.pid("postgresql")),
                "redis", List.of(engines.pid("redis")),
                "elasticsearch", List.of(engines.pid("elasticsearch")),
                "model", List.of(model.process().pid()));
    }
}
