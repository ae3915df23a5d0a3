package bot.conversational.benchmarks;

import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.Bare;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import bot.conversational.benchmarks.users.CallPlan;
import bot.conversational.benchmarks.users.Generator;
import bot.conversational.benchmarks.users.Metric;
import bot.conversational.benchmarks.users.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One who is asked in front of a model that takes 200 ms, and what came of it in each round.
 *
 * @param targets file: a line "PATH TOKEN" for each user
 */
record AskedServer(String name, int port, long pid, Path targets, String body, List<Outcome> outcomes) {

    static final int USERS = 10_000;
    static final int MODEL_MILLIS = 200;
    static final String CONTENT = "123456789012345 I would like 20 tokens after " + MODEL_MILLIS + " ms, please.";
    static final String TURN = "{\"content\":\"" + CONTENT + "\"}";

    private static final int SETTLE_SECONDS = 3;
    private static final int TURNS_BEFORE = 5;

    /** Whose users ask. */
    static CopiedConversation conversation(String database) {
        return new CopiedConversation(database, USERS, "Which trees are there?", TURNS_BEFORE, 0);
    }

    static AskedServer node(String name, Service.Node node, Path targets, String body) {
        return new AskedServer(name, node.port(), node.pid(), targets, body, new ArrayList<>());
    }

    /** One that only hands question and answer on. */
    static AskedServer bare(Workspace workspace, Bare bare, String body) {
        Path nobody = workspace.write("proxy-targets.txt", "/proxy nobody\n".repeat(USERS));
        return new AskedServer("bare Jetty", bare.port(), bare.process().pid(), nobody, body, new ArrayList<>());
    }

    void warmUp(Generator generator, double perSecond, int seconds) {
        generator.calls(plan(perSecond, seconds));
    }

    /** Another round. */
    Outcome ask(Generator generator, double perSecond, int seconds) {
        Outcome outcome = generator.calls(plan(perSecond, seconds));
        outcomes.add(outcome);
        return outcome;
    }

    private CallPlan plan(double perSecond, int seconds) {
        return new CallPlan(
                port,
                targets.toString(),
                USERS,
                body,
                perSecond,
                SETTLE_SECONDS,
                seconds,
                Map.of("server", List.of(pid)));
    }

    /** To the time of the model, from when a call was due. */
    Spread added(ToDoubleFunction<Outcome.Times> time) {
        return Spread.of(outcomes.stream()
                .map(outcome -> time.applyAsDouble(outcome.times(Metric.WHOLE)) - MODEL_MILLIS)
                .toList());
    }

    Spread cpu() {
        return Spread.of(outcomes.stream().map(outcome -> outcome.cpu("server")).toList());
    }

    String errors() {
        return String.valueOf(outcomes.stream().mapToLong(Outcome::allErrors).sum());
    }
}
