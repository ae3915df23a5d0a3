package bot.conversational.application.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bot.conversational.adapters.engines.ScaledRedis;
import bot.conversational.application.service.faults.SteadyLoad.Call;
import bot.conversational.application.service.faults.SteadyLoad.User;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/**
 * A node on a Redis of several servers, one of which goes while users talk. With {@code -Pscale} each way to set it up;
 * else the shortest one. Prints what was seen.
 */
@Tag("alone")
class ScaledRedisIT {

    private static final boolean LONG = Integer.getInteger("scale.turns", 0) > 100;
    private static final int USERS = LONG ? 8 : 3;

    /** The time that users go on after each fault. */
    private static final Duration AFTER = LONG ? Duration.ofSeconds(15) : Duration.ofSeconds(2);

    private static final Duration SOON = Duration.ofMinutes(1);

    @Test
    void nobodyShouldNoticeThatAMasterOfAClusterDies() throws Exception {
        assumeTrue(LONG, "fail-overs under load run with -Pscale only");
        try (ScaledRedis redis = ScaledRedis.start(ScaledRedis.Kind.CLUSTER)) {
            underLoad(redis, (node, load) -> {
                redis.kill("node1");
                awaitComplaint(node, "sessions: 127.0.0.1:" + redis.port("node1") + " (");
                awaitHealthy(node);
                go(load);
                redis.power("node1").restart();
                go(load);
            });
        }
    }

    @Test
    void nobodyShouldBeLoggedOutWhenTheMasterOfSentinelsDies() throws Exception {
        assumeTrue(LONG, "fail-overs under load run with -Pscale only");
        try (ScaledRedis redis = ScaledRedis.start(ScaledRedis.Kind.SENTINEL)) {
            underLoad(redis, (node, load) -> {
                redis.kill("server1");
                awaitComplaint(node, "sessions: the master mymaster");
                awaitHealthy(node);
                go(load);
                redis.power("server1").restart();
                go(load);
            });
        }
    }

    @Test
    void sessionsShouldStayWhateverBecomesOfTheCache() throws Exception {
        try (ScaledRedis redis = ScaledRedis.start(ScaledRedis.Kind.TWO)) {
            underLoad(redis, (node, load) -> {
                long sessions = keys(redis, "sessions", "session:*");
                assertThat(sessions).isPositive();
                assertThat(keys(redis, "cache", "session:*")).isZero();
                assertThat(keys(redis, "sessions", "conversation:*")).isZero();
                fill(redis);
                go(load);
                redis.power("cache").pause();
                awaitComplaint(node, "cache: 127.0.0.1:" + redis.port("cache"));
                go(load);
                redis.power("cache").resume();
                awaitHealthy(node);
                redis.kill("cache");
                awaitComplaint(node, "cache: 127.0.0.1:" + redis.port("cache"));
                go(load);
                redis.power("cache").restart();
                awaitHealthy(node);
                assertThat(keys(redis, "sessions", "session:*")).isGreaterThanOrEqualTo(sessions);
                assertThat(stats(redis, "sessions")).contains("evicted_keys:0");
            });
        }
    }

    @FunctionalInterface
    private interface Faults {
        void meet(ServiceProcess node, SteadyLoad load) throws Exception;
    }

    /** No call fails, and nobody is asked to log in again. */
    private static void underLoad(ScaledRedis redis, Faults faults) throws Exception {
        Deployment deployment = Deployment.fresh(redis.environment());
        try (ServiceProcess node = deployment.start()) {
            List<User> users = User.register(node.api(), USERS);
            awaitHealthy(node);
            SteadyLoad load = new SteadyLoad(node.api(), users);
            try (load) {
                go(load);
                faults.meet(node, load);
            }
            List<Call> calls = load.calls();
            System.out.printf(
                    "Redis of several servers (%s): %d calls, %d failed, slowest %d ms%n",
                    redis.servers().getFirst(),
                    calls.size(),
                    calls.stream().filter(Call::failed).count(),
                    Fault.slowest(calls).toMillis());
            assertThat(calls).noneMatch(Call::failed).noneMatch(call -> call.status() == 401);
        }
    }

    private static void go(SteadyLoad load) throws InterruptedException {
        int before = load.calls().size();
        TimeUnit.MILLISECONDS.sleep(AFTER.toMillis());
        await().atMost(SOON).until(() -> load.calls().size() > before + USERS);
    }

    /** Until operators are told which server it is. */
    private static void awaitComplaint(ServiceProcess node, String complaint) {
        await(complaint).atMost(SOON).until(() -> health(node).contains(complaint));
    }

    private static void awaitHealthy(ServiceProcess node) {
        await("Redis is well").atMost(SOON).until(() -> health(node).contains("sessions and cache take writes"));
    }

    private static String health(ServiceProcess node) {
        Api.Answer answer = node.admin().get("/healthcheck");
        return answer.json().path("redis").path("message").asText();
    }

    /** With twice as much as it holds. */
    private static void fill(ScaledRedis redis) {
        try (Jedis cache = new Jedis("127.0.0.1", redis.port("cache"))) {
            String text = "x".repeat(64 * 1024);
            for (int i = 0; i < 512; i++) {
                cache.set("conversational_bot:test:" + i, text);
            }
        }
        assertThat(stats(redis, "cache")).doesNotContain("evicted_keys:0");
    }

    private static String stats(ScaledRedis redis, String server) {
        try (Jedis direct = new Jedis("127.0.0.1", redis.port(server))) {
            return direct.info("stats");
        }
    }

    private static long keys(ScaledRedis redis, String server, String pattern) {
        try (Jedis direct = new Jedis("127.0.0.1", redis.port(server))) {
            return direct.keys("conversational_bot:v1:*:" + pattern).size();
        }
    }
}
