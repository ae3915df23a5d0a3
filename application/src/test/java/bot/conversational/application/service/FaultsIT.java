package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.Engine;
import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.Frozen;
import bot.conversational.application.service.SteadyLoad.Asked;
import bot.conversational.application.service.SteadyLoad.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Users go on logging in, reading and asking while an engine is frozen or killed, and comes back. Prints what they met. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {

    private static final int USERS = 6;
    private static final Duration HEALTHY = Duration.ofSeconds(2);
    private static final Duration QUICK = Duration.ofSeconds(1);
    private static final Duration AWAY = Duration.ofSeconds(5);

    /** The timeout of a call that the fault met under way, 3 s, and the machine's own share. */
    private static final Duration GIVEN_UP = Duration.ofMillis(4_500);

    private interface Taking {
        /** Takes an engine away until it is closed. */
        AutoCloseable take();
    }

    private final List<Fault> faults = new ArrayList<>();
    private ServiceProcess node = Deployment.sharedNode();

    @BeforeAll
    void start() {
        node = Deployment.fresh(Map.of()).start();
    }

    @AfterAll
    void stop() {
        node.close();
        System.out.println(
                "away                     | in flight |   calls | failed | p99 (ms) | slowest ms | seconds to recover");
        faults.forEach(System.out::println);
    }

    @Test
    void frozenRedisShouldFailNoCall() throws Exception {
        assertUnharmed(fault("Redis frozen", () -> Frozen.freeze(Engines.redis())));
    }

    @Test
    void killedRedisShouldFailNoCall() throws Exception {
        assertUnharmed(fault("Redis killed", () -> killed(Engines.redis())));
    }

    @Test
    void frozenElasticsearchShouldFailNoCall() throws Exception {
        assertUnharmed(fault("Elasticsearch frozen", () -> Frozen.freeze(Engines.elasticsearch())));
    }

    @Test
    void killedElasticsearchShouldFailNoCall() throws Exception {
        assertUnharmed(fault("Elasticsearch killed", () -> killed(Engines.elasticsearch())));
    }

    @Test
    void frozenPostgresShouldRefuseAtOnceAndComeBack() throws Exception {
        assertRefusedInTime(fault("PostgreSQL frozen", () -> Frozen.freeze(Engines.postgres())));
    }

    @Test
    void killedPostgresShouldRefuseAtOnceAndComeBack() throws Exception {
        assertRefusedInTime(fault("PostgreSQL killed", () -> killed(Engines.postgres())));
    }

    @Test
    void hotConversationShouldBeReadWhilePostgresIsFrozen() {
        Api ada = node.api().asNewUser();
        String conversation = ada.newConversation();
        String path = "/api/v1/conversations/" + conversation;
        ada.say(conversation, "Is it hot?").expect(201);
        Api.Answer shown = ada.get(path).expect(200);
        Api.Answer history = ada.get(path + "/messages").expect(200);
        await().atMost(Duration.ofSeconds(5)).pollDelay(Duration.ofMillis(200)).until(() -> true);
        try (Frozen frozen = Frozen.freeze(Engines.postgres())) {
            assertThat(ada.get(path).expect(200).json()).isEqualTo(shown.json());
            assertThat(ada.get(path + "/messages").expect(200).json()).isEqualTo(history.json());
            long start = System.nanoTime();
            Api.Answer refused = ada.patch(path, Map.of("title", "Not now")).expect(503);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(GIVEN_UP);
        }
        await().atMost(Duration.ofSeconds(5))
                .until(() -> ada.get("/api/v1/conversations").status() == 200);
        assertThat(ada.get(path).expect(200).json()).as("nothing was half-done").isEqualTo(shown.json());
    }

    private static AutoCloseable killed(Engine engine) {
        engine.kill();
        return engine::restart;
    }

    private Fault fault(String what, Taking taking) throws Exception {
        SteadyLoad load = new SteadyLoad(node.api(), USERS);
        long taken;
        long back;
        int inFlight;
        try (load) {
            pass(HEALTHY);
            inFlight = load.inFlight();
            taken = System.nanoTime();
            AutoCloseable away = taking.take();
            try {
                pass(AWAY);
            } finally {
                away.close();
            }
            back = System.nanoTime();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> recovery(load, back).isPresent());
            pass(HEALTHY);
        }
        List<Call> before = load.calls().stream()
                .filter(call -> call.began() + call.took().toNanos() < taken)
                .toList();
        List<Call> during = load.calls().stream()
                .filter(call -> call.began() + call.took().toNanos() >= taken && call.began() < back)
                .toList();
        List<Call> after =
                load.calls().stream().filter(call -> call.began() >= back).toList();
        Fault fault = new Fault(
                what, inFlight, before, during, after, recovery(load, back).orElseThrow(), load);
        faults.add(fault);
        assertThat(before).as("all was well before").noneMatch(Call::failed);
        return fault;
    }

    /** How long after the engine's return the first good turn ended. */
    private static Optional<Duration> recovery(SteadyLoad load, long back) {
        return load.calls().stream()
                .filter(call -> call.what().equals("turn") && call.status() == 201)
                .map(call -> call.began() + call.took().toNanos() - back)
                .filter(nanos -> nanos > 0)
                .min(Comparator.naturalOrder())
                .map(Duration::ofNanos);
    }

    private static void assertUnharmed(Fault fault) {
        assertThat(fault.during()).filteredOn(Call::failed).isEmpty();
        assertThat(fault.after()).filteredOn(Call::failed).isEmpty();
        // What a machine that is busy with other things is slow at anyway is no fault of the fault.
        Duration usual = Fault.percentile(fault.before()).multipliedBy(2);
        Duration allowed = usual.compareTo(QUICK) > 0 ? usual : QUICK;
        assertThat(Fault.percentile(fault.during())).isLessThan(allowed);
        assertNothingDoubled(fault.load());
    }

    private static void assertRefusedInTime(Fault fault) {
        assertThat(fault.during().stream().filter(Call::failed)).isNotEmpty().allSatisfy(call -> {
            assertThat(call.status()).isEqualTo(503);
            assertThat(call.retryAfter()).isTrue();
            // Only who is refused is told at once: a turn whose question is durable waits until its answer is, too.
            assertThat(call.took()).isLessThan(GIVEN_UP);
        });
        assertThat(fault.recovered()).isLessThan(Duration.ofSeconds(5));
        assertNothingDoubled(fault.load());
    }

    /** What was acknowledged is there once, with its answer; what was refused is there once at most. */
    private static void assertNothingDoubled(SteadyLoad load) {
        load.asked().forEach((api, questions) -> {
            List<String> conversations =
                    questions.stream().map(Asked::conversation).distinct().toList();
            for (String conversation : conversations) {
                assertKept(api, conversation, questions);
            }
        });
    }

    private static void assertKept(Api api, String conversation, Queue<Asked> questions) {
        List<String> kept = new ArrayList<>();
        String cursor = "";
        do {
            var page = api.get("/api/v1/conversations/" + conversation + "/messages?limit=200" + cursor)
                    .expect(200)
                    .json();
            page.get("items")
                    .forEach(message -> kept.add(message.get("role").asText() + " "
                            + (message.get("role").asText().equals("user")
                                    ? message.get("content").asText()
                                    : "")));
            cursor = page.get("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("nextCursor").asText();
        } while (!cursor.isEmpty());
        for (Asked asked : questions) {
            if (asked.conversation().equals(conversation)) {
                long times = kept.stream()
                        .filter(("user " + asked.content())::equals)
                        .count();
                assertThat(times).as("%s", asked).isBetween(asked.acknowledged() ? 1L : 0L, 1L);
            }
        }
        long answers = kept.stream().filter("assistant "::equals).count();
        assertThat(answers).as("answers to %s", kept).isGreaterThanOrEqualTo(kept.size() / 2);
    }

    private static void pass(Duration time) {
        await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
    }
}
