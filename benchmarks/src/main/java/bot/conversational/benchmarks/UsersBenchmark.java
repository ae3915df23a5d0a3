package bot.conversational.benchmarks;

import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.stack.ClonedUsers;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Model;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import bot.conversational.benchmarks.users.Generator;
import bot.conversational.benchmarks.users.Outcome;
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

    private static final String HEAP = "1g";

    /** What the nodes are part of. */
    private record Town(Workspace workspace, Extent extent, Engines engines, Model model, Service service) {

        /** Writes users and what they said before, by a node, and lets it be found. */
        void settle(Service.Node node) {
            ClonedUsers first = ClonedUsers.first(node);
            first.ask("Which trees are there?", TURNS_BEFORE);
            first.copy(engines, DATABASE, 0, last());
            service.command("reindex", "config.yml");
        }

        Outcome chat(List<Service.Node> nodes, int users) {
            Path targets = ClonedUsers.targets(workspace, engines, DATABASE, 0, last());
            return new Generator(workspace)
                    .users(new Plan(
                            nodes.stream().map(Service.Node::port).toList(),
                            targets.toString(),
                            users,
                            extent.warmUpSeconds(),
                            ROUND * extent.seconds(),
                            processes(nodes)));
        }

        private int last() {
            return Collections.max(extent.users()) - 1;
        }

        private Map<String, List<Long>> processes(List<Service.Node> nodes) {
            return Map.of(
                    "service", nodes.stream().map(Service.Node::pid).toList(),
                    "postgresql", List.of(engines.pid("postgresql")),
                    "redis", List.of(engines.pid("redis")),
                    "elasticsearch", List.of(engines.pid("elasticsearch")),
                    "model", List.of(model.process().pid()));
        }
    }

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        progress.say("starting PostgreSQL, Redis, Elasticsearch and the model");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis", "elasticsearch"));
                Running running = new Running()) {
            Model model = running.add(Model.start(workspace));
            Service service = Service.install(workspace, engines, DATABASE, model.environment());
            Town town = new Town(workspace, extent, engines, model, service);
            progress.say("writing and indexing " + Collections.max(extent.users()) + " conversations");
            try (Service.Node node = service.start(HEAP)) {
                town.settle(node);
            }
            String[] options = extent.learned() ? service.learn() : new String[0];
            List<Service.Node> nodes = new ArrayList<>();
            for (int i = 0; i < extent.nodes(); i++) {
                nodes.add(running.add(service.start(HEAP, options)));
            }
            List<UsersReport.Step> steps = new ArrayList<>();
            for (int users : extent.users()) {
                progress.say(users + " users");
                Outcome outcome = town.chat(nodes, users);
                UsersReport.Step step = new UsersReport.Step(
                        users,
                        outcome,
                        nodes.stream()
                                .mapToDouble(Service.Node::secondsCompiled)
                                .max()
                                .orElse(0));
                steps.add(step);
                progress.say(step.toString());
            }
            return UsersReport.of(steps, nodes.size(), extent.learned());
        }
    }
}
