package bot.conversational.application.service.faults;

import static bot.conversational.application.service.faults.KeptQuestions.assertNothingDoubled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.Engine;
import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.PausedEngine;
import bot.conversational.application.service.faults.SteadyLoad.Call;
import bot.conversational.application.service.faults.SteadyLoad.User;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ServiceProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.Jedis;

/** Users go on logging in, reading and asking while an engine is frozen or killed, and comes back. Prints what they met. */
@Tag("alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set up before all tests
class FaultsIT {

    private static final int USERS = 6;

    /** A second is what is promised; a slow machine takes longer, but not as long as a call that waits for a timeout. */
    private static final Duration QUICK = Duration.ofMillis(2_500);

    private static final Duration AWAY = Duration.ofSeconds(3);

    /** Of each kind of call, before the engine goes and after it came back. */
    private static final int SOME = 5;

    /** The timeout of a call that the fault met under way, 3 s, and the machine's own share. */
    private static final Duration GIVEN_UP = Duration.ofMillis(7_500);

    /** Until calls are good again: what waits for a next try does so for a second, the rest is the machine's. */
    private static final Duration RECOVERED = Duration.ofSeconds(15);

    /** Until a server that has just been started is as good as before: Elasticsearch's first searches are slow. */
    private static final Duration RETURN = Duration.ofMinutes(1);

    private interface Taking {
        /** Takes an engine away until it is closed. */
        AutoCloseable take();
    }

    private final List<Fault> faults = new ArrayList<>();
    private Deployment deployment;
    private ServiceProcess node;
    private List<User> users;

    @BeforeAll
    void start() {
        deployment = Deployment.fresh(Map.of());
        node = deployment.start();
        users = User.register(node.api(), USERS);
    }

    @AfterAll
    void stop() {
        node.close();
        System.out.println(Fault.HEADING);
        faults.forEach(System.out::println);
    }

    @Test
    void frozenRedisShouldFailNoCall() throws Exception {
        assertUnharmed(fault("Redis frozen", users, () -> PausedEngine.freeze(Engines.redis()), FaultsIT::goodTurn));
    }

    @Test
    void killedRedisShouldFailNoCall() throws Exception {
        assertUnharmed(fault("Redis killed", users, () -> killed(Engines.redis()), FaultsIT::goodTurn));
    }

    @Test
    void frozenElasticsearchShouldFailNoCall() throws Exception {
        assertSearchDegraded(fault(
                "Elasticsearch frozen",
                few(),
                () -> PausedEngine.freeze(Engines.elasticsearch()),
                FaultsIT::goodSearch));
    }

    @Test
    void killedElasticsearchShouldFailNoCall() throws Exception {
        assertSearchDegraded(
                fault("Elasticsearch killed", few(), () -> killed(Engines.elasticsearch()), FaultsIT::goodSearch));
    }

    @Test
    void frozenPostgresShouldRefuseAtOnceAndComeBack() throws Exception {
        assertRefusedInTime(
                fault("PostgreSQL frozen", users, () -> PausedEngine.freeze(Engines.postgres()), FaultsIT::goodTurn));
    }

    @Test
    void killedPostgresShouldRefuseAtOnceAndComeBack() throws Exception {
        assertRefusedInTime(fault("PostgreSQL killed", users, () -> killed(Engines.postgres()), FaultsIT::goodTurn));
    }

    /** By a node that never made a cursor before. */
    @Test
    void hotConversationShouldBeReadWhilePostgresIsFrozen() {
        try (Node fresh = deployment.startInProcess()) {
            readWhilePostgresIsFrozen(users.getFirst().api().at(fresh));
        }
    }

    private static void readWhilePostgresIsFrozen(Api ada) {
        String conversation = ada.newConversation();
        String path = "/api/v1/conversations/" + conversation;
        ada.say(conversation, "Is it hot?").expect(201);
        Api.Answer shown = ada.get(path).expect(200);
        JsonNode history = ada.get(path + "/messages").expect(200).json();
        awaitHot(conversation);
        try (PausedEngine frozen = PausedEngine.freeze(Engines.postgres())) {
            assertThat(ada.get(path).expect(200).json()).isEqualTo(shown.json());
            assertThat(ada.get(path + "/messages").expect(200).json()).isEqualTo(history);
            JsonNode page = ada.get(path + "/messages?limit=1").expect(200).json();
            assertThat(page.get("items").get(0)).isEqualTo(history.get("items").get(0));
            String cursor = page.get("nextCursor").asText();
            ada.get(path + "/messages?limit=1&cursor=" + cursor).expect(503);
            ada.get(path + "/messages?limit=1&cursor=x" + cursor).expect(400);
            long start = System.nanoTime();
            Api.Answer refused = ada.patch(path, Map.of("title", "Not now")).expect(503);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(GIVEN_UP);
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ada.get("/api/v1/conversations").status() == 200);
        assertThat(ada.get(path).expect(200).json()).as("nothing was half-done").isEqualTo(shown.json());
    }

    /** The cache is told behind the answer. */
    private static void awaitHot(String conversation) {
        try (Jedis redis = new Jedis(Engines.redis().host(), Engines.redis().port())) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> redis.keys("*conversation:" + conversation + ":messages")
                                    .size()
                            == 1);
        }
    }

    /** Elasticsearch takes all cores to start. */
    private List<User> few() {
        return users.subList(0, 2);
    }

    private static AutoCloseable killed(Engine engine) {
        engine.kill();
        return engine::restart;
    }

    /** @param good what tells that all is as before */
    private Fault fault(String what, List<User> who, Taking taking, Predicate<Call> good) throws Exception {
        SteadyLoad load = new SteadyLoad(node.api(), who);
        long taken;
        long back;
        int inFlight;
        try (load) {
            long begun = System.nanoTime();
            await().atMost(RETURN).until(() -> recovery(load, begun, good).isPresent());
            awaitSomeOfEachKind(load, begun);
            inFlight = load.inFlight();
            taken = System.nanoTime();
            AutoCloseable away = taking.take();
            try {
                long enough = taken + AWAY.toNanos();
                await().atMost(AWAY.plusSeconds(10))
                        .until(() -> load.calls().stream().anyMatch(call -> call.began() > enough));
            } finally {
                away.close();
            }
            back = System.nanoTime();
            await().atMost(RETURN).until(() -> recovery(load, back, good).isPresent());
            awaitSomeOfEachKind(load, System.nanoTime());
        }
        List<Call> calls = load.calls();
        Fault fault = new Fault(
                what,
                inFlight,
                calls.stream().filter(call -> call.ended() < taken).toList(),
                calls.stream()
                        .filter(call -> call.ended() >= taken && call.began() < back)
                        .toList(),
                calls.stream().filter(call -> call.began() >= back).toList(),
                recovery(load, back, good).orElseThrow(),
                load);
        faults.add(fault);
        assertThat(fault.before()).as("all was well before").noneMatch(Call::failed);
        return fault;
    }

    private static void awaitSomeOfEachKind(SteadyLoad load, long since) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> SteadyLoad.ROUND.stream()
                        .allMatch(kind -> load.calls().stream()
                                        .filter(call -> call.what().equals(kind) && call.began() > since)
                                        .count()
                                >= SOME));
    }

    private static boolean goodTurn(Call call) {
        return call.what().equals(SteadyLoad.TURN) && call.status() == 201;
    }

    private static boolean goodSearch(Call call) {
        return call.what().equals(SteadyLoad.SEARCH) && call.status() == 200 && !call.degraded();
    }

    /** How long after the engine's return the first good call ended. */
    private static Optional<Duration> recovery(SteadyLoad load, long back, Predicate<Call> good) {
        return load.calls().stream()
                .filter(good)
                .map(call -> call.ended() - back)
                .filter(nanos -> nanos > 0)
                .min(Comparator.naturalOrder())
                .map(Duration::ofNanos);
    }

    private static void assertUnharmed(Fault fault) {
        assertThat(fault.during()).filteredOn(Call::failed).isEmpty();
        assertThat(fault.after()).filteredOn(Call::failed).isEmpty();
        assertThat(Fault.percentile(fault.readsAndTurns())).isLessThan(QUICK);
        assertThat(Fault.slowest(fault.during())).as("log-ins, too").isLessThan(GIVEN_UP);
        assertNothingDoubled(fault.load());
    }

    private static void assertSearchDegraded(Fault fault) {
        assertThat(fault.before()).anyMatch(FaultsIT::goodSearch);
        assertThat(fault.during()).anyMatch(Call::degraded);
        assertUnharmed(fault);
    }

    private static void assertRefusedInTime(Fault fault) {
        assertThat(fault.during().stream().filter(Call::failed)).isNotEmpty().allSatisfy(call -> {
            assertThat(call.status()).isEqualTo(503);
            assertThat(call.retryAfter()).isTrue();
        });
        // Only who is refused is told at once: a turn whose question is durable waits until its answer is, too.
        assertThat(fault.readsAndTurns())
                .filteredOn(Call::failed)
                .allSatisfy(call -> assertThat(call.took()).isLessThan(GIVEN_UP));
        assertThat(fault.recovered()).isLessThan(RECOVERED);
        assertNothingDoubled(fault.load());
    }
}
