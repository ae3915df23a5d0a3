package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Measured;
import bot.conversational.benchmarks.load.RedisBenchmark;
import bot.conversational.benchmarks.load.Target;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.Api;
import bot.conversational.benchmarks.stack.BarePage;
import bot.conversational.benchmarks.stack.ClonedUsers;
import bot.conversational.benchmarks.stack.ClonedUsers.One;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.UnifiedJedis;

/**
 * What a turn with a cached answer is made of, each part alone and driven by its own tool: a bare Jetty, the scripts that
 * admit a call and look its answer up, the least that moves a cached conversation on, and eight turns in a commit. Taking
 * turns on the machine, with nothing else to do, they are the limit of a turn.
 */
final class TurnParts {

    private static final int TURNS_IN_A_COMMIT = 8;
    private static final int CLIENTS_OF_POSTGRESQL = 8;
    private static final int USERS_OF_A_CLIENT = 1_000;

    /** So many copied users are the parts' own, since what is done here to their conversations no service knows. */
    static final int USERS = CLIENTS_OF_POSTGRESQL * USERS_OF_A_CLIENT + 1;

    private static final int CLIENTS_OF_REDIS = 4;
    private static final String SCRIPTS = "adapters/src/main/resources/lua/";
    private static final String LIFE_MILLIS = "600000";

    private final Workspace workspace;
    private final String redisUrl;
    private final List<Target> all = new ArrayList<>();

    /**
     * Finds out what the scripts are called with, by a turn of a user.
     *
     * @param first number of the users that are the parts' own
     * @param turns the service, asked for turns
     * @param content of a message whose answer is in the cache
     */
    TurnParts(
            Workspace workspace,
            Engines engines,
            String database,
            int first,
            Target turns,
            String content,
            Running running) {
        this.workspace = workspace;
        this.redisUrl = "redis://127.0.0.1:" + engines.value("REDIS_PORT");
        int last = first + USERS - 1;
        One user = ClonedUsers.list(engines, database, last, last).getFirst();
        Api api = new Api(turns.url());
        api.post(user.messages(), Map.of("content", content), user.token());
        Path page = workspace.write("turn.json", api.text(user.messages() + "?limit=2", user.token()));
        Service.Node bare = running.add(BarePage.start(workspace, page));
        all.add(new Target("bare Jetty, wrk", bare.url(), bare.pid(), turns.script(), turns.values()));
        String own = "conversational_bot:v1:{"
                + api.get("/api/v1/users/me", user.token()).path("id").asText() + "}:";
        String conversation = own + "conversation:" + user.messages().split("/")[4];
        try (UnifiedJedis redis = engines.redis()) {
            all.add(admission(redis, own));
            all.add(lookup(redis, conversation));
            all.add(update(redis, conversation));
        }
        all.add(new Target(
                        TURNS_IN_A_COMMIT + " turns in a commit, pgbench",
                        engines.uri(database),
                        0,
                        workspace.resourceFile("sql/eight_turns.sql").toString(),
                        Map.of("first_user", String.valueOf(first), "users", String.valueOf(USERS_OF_A_CLIENT)))
                .over(CLIENTS_OF_POSTGRESQL));
    }

    /** To be measured in one round with what is compared to them. */
    List<Target> targets() {
        return List.copyOf(all);
    }

    /** The bare Jetty. */
    Target bare() {
        return all.getFirst();
    }

    /** Turns a second of a service, of what the parts would allow. */
    static Spread turns(Measured service, List<Measured> parts) {
        return ofLimit(service, parts, parts.size());
    }

    /** Answers a second of a service that does nothing but admit, of what a bare Jetty and that script would allow. */
    static Spread admissions(Measured service, List<Measured> parts) {
        return ofLimit(service, parts, 2);
    }

    private static Spread ofLimit(Measured service, List<Measured> parts, int first) {
        List<Double> shares = new ArrayList<>();
        for (int round = 0; round < service.samples().size(); round++) {
            double seconds = 0;
            for (Measured part : parts.subList(0, first)) {
                double together = part == parts.getLast() ? TURNS_IN_A_COMMIT : 1;
                seconds += 1 / (together * part.samples().get(round).seen().rate());
            }
            shares.add(service.samples().get(round).seen().rate() * seconds);
        }
        return Spread.of(shares);
    }

    private Target admission(UnifiedJedis redis, String own) {
        List<String> keys = List.of(theOnly(redis, own + "session:*"), own + "limit:chat");
        return script("admission, redis-benchmark", "admit.lua", keys, List.of("1800000", "60000", "1000", "1000"));
    }

    private Target lookup(UnifiedJedis redis, String conversation) {
        String before = "conversational_bot:v1:{answers}:answer:";
        String tip = redis.hget(conversation, "tip");
        String answer = theOnly(redis, before + tip + ":*");
        return script(
                "lookup of the answer, redis-benchmark",
                "lookup_conversation.lua",
                List.of(conversation, conversation + ":messages"),
                List.of(before, answer.substring(before.length() + tip.length())));
    }

    private Target update(UnifiedJedis redis, String conversation) {
        Path script = workspace.resourceFile("lua/move_on.lua");
        // The line break in a message is one byte like any other, but not for the tool's arguments.
        String message = redis.lindex(conversation + ":messages", 0).replace('\n', ' ');
        List<String> arguments = List.of(redis.hget(conversation, "s"), message, LIFE_MILLIS);
        return script(
                "update, redis-benchmark", script, List.of("{benchmark}:head", "{benchmark}:messages"), arguments);
    }

    private Target script(String name, String script, List<String> keys, List<String> arguments) {
        return script(name, workspace.root().resolve(SCRIPTS + script), keys, arguments);
    }

    private Target script(String name, Path script, List<String> keys, List<String> arguments) {
        return new Target(name, redisUrl, 0, script.toString(), RedisBenchmark.values(keys, arguments))
                .over(CLIENTS_OF_REDIS);
    }

    private static String theOnly(UnifiedJedis redis, String pattern) {
        return redis.keys(pattern).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Redis has no " + pattern));
    }
}
