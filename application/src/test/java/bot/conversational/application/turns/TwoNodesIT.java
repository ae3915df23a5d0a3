package bot.conversational.application.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.PausedEngine;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.EventStream;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ScriptedModelServer;
import bot.conversational.application.service.harness.ServiceProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import redis.clients.jedis.Jedis;

/**
 * Turns that other nodes follow, stop and end: one node generates, another one stays. A test that ends the one or pauses it
 * has its own. Leases take their time to run out, so the tests run beside one another. How soon is a matter of
 * {@link TurnDeadlinesIT}.
 */
class TwoNodesIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ENGINES = "engines";
    private static final String LONG = "600 words every 50 ms";

    /** Longer than anybody waits here. */
    private static final String ENDLESS = "6000 words every 50 ms";

    private static final ScriptedModelServer MODEL = new ScriptedModelServer();

    private static Deployment deployment;
    private static Node stays;
    private static Node generates;
    private static Api user;

    private Dialogue there;

    @BeforeAll
    static void start() {
        Map<String, String> environment = new HashMap<>(MODEL.environment());
        environment.put("DRAIN_TIMEOUT", "3");
        environment.put("JDK_JAVA_OPTIONS", "-Ddw.health.shutdownWaitPeriod=3s");
        deployment = Deployment.fresh(environment);
        stays = deployment.startInProcess();
        generates = deployment.startInProcess();
        user = stays.api().asNewUser();
    }

    @AfterAll
    static void stop() {
        generates.close();
        stays.close();
        MODEL.close();
    }

    @BeforeEach
    void begin() {
        there = Dialogue.begin(user);
    }

    @TestBesideOthers
    @ResourceLock(value = ENGINES, mode = ResourceAccessMode.READ)
    void streamShouldBeResumedAndStoppedOnAnotherNode() {
        String toBeStopped = ENDLESS + ", to be stopped";
        try (EventStream here = there.at(generates).ask(toBeStopped)) {
            here.awaitText(60);
            String answer = here.answer();
            EventStream.Event seen = here.events().get(here.events().size() / 2);
            try (EventStream follower = there.resume(answer, seen.id())) {
                follower.awaitText(100);
                JsonNode stopped = there.stop(answer).expect(200).json();
                await().atMost(Duration.ofSeconds(30)).until(() -> MODEL.running(toBeStopped) == 0);
                here.awaitEnd(SOON);
                follower.awaitEnd(SOON);
                assertThat(stopped.get("status").asText()).isEqualTo("stopped");
                assertThat(here.text()).isEqualTo(stopped.get("content").asText());
                assertThat(here.textUpTo(seen.id()) + follower.text()).isEqualTo(here.text());
                assertThat(follower.last().data()).isEqualTo(stopped);
            }
        }
    }

    /** Nobody can ever read these answers: they need not be paid for. */
    @TestBesideOthers
    @ResourceLock(value = ENGINES, mode = ResourceAccessMode.READ)
    void deletedConversationShouldEndItsTurnsOnEveryNode() {
        String toBeDeleted = ENDLESS + ", to be deleted";
        Dialogue second = Dialogue.begin(user);
        try (EventStream elsewhere = there.at(generates).ask(toBeDeleted);
                EventStream here = second.ask(toBeDeleted)) {
            elsewhere.awaitText(60);
            here.awaitText(60);
            assertThat(MODEL.running(toBeDeleted)).isEqualTo(2);
            for (Dialogue deleted : List.of(there, second)) {
                user.delete("/api/v1/conversations/" + deleted.id()).expect(204);
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> MODEL.running(toBeDeleted) == 0);
            elsewhere.awaitEnd(SOON);
            here.awaitEnd(SOON);
            for (Dialogue deleted : List.of(there, second)) {
                user.get(deleted.path()).expect(404);
                user.at(generates).get(deleted.path()).expect(404);
            }
        }
    }

    @TestBesideOthers
    @ResourceLock(value = ENGINES, mode = ResourceAccessMode.READ)
    void nodeThatWasPausedBeyondItsLeaseShouldWriteNothing() {
        try (ServiceProcess own = deployment.start();
                EventStream here = there.at(own).ask("150 words every 40 ms")) {
            here.awaitText(300);
            own.signal("STOP");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> there.newest().get("status").asText().equals("interrupted"));
            JsonNode kept = there.history();
            own.signal("CONT");
            here.awaitEnd(SOON);
            assertThat(there.history()).isEqualTo(kept);
            assertThat(here.last().name()).isEqualTo("message.failed");
        }
    }

    @TestBesideOthers
    @ResourceLock(ENGINES)
    void redisAwayInMidStreamShouldHurtNobody() {
        try (EventStream here = there.at(generates).ask("300 words every 30 ms")) {
            here.awaitText(100);
            String answer = here.answer();
            try (Jedis redis = new Jedis(Engines.redis().host(), Engines.redis().port())) {
                redis.keys("*turn:" + answer).forEach(redis::del);
            }
            try (PausedEngine redis = PausedEngine.freeze(Engines.redis());
                    EventStream same = there.at(generates).resume(answer, answer + ":3");
                    EventStream other = there.resume(answer, answer + ":3")) {
                same.awaitText(200);
                other.awaitText(200);
                same.awaitEnd(SOON);
                other.awaitEnd(SOON);
                assertThat("w0 " + same.text()).isEqualTo(ScriptedModelServer.text(300));
                assertThat("w0 " + other.text()).isEqualTo(ScriptedModelServer.text(300));
            }
            here.awaitEnd(SOON);
            assertThat(here.text()).isEqualTo(ScriptedModelServer.text(300));
        }
    }

    /** Longer than all leases: when the database is back, each node's has run out, and none may end another's turns. */
    @TestBesideOthers
    @ResourceLock(ENGINES)
    void streamsShouldSurviveThatPostgresIsAwayFor20Seconds() {
        try (EventStream here = there.at(generates).ask("300 words every 100 ms");
                EventStream follower = there.follow(here.answer())) {
            here.awaitText(100);
            try (PausedEngine postgres = PausedEngine.freeze(Engines.postgres())) {
                // Two hundred words later.
                String nearlyAll = ScriptedModelServer.text(230);
                await().atMost(Duration.ofSeconds(30)).until(() -> here.text().startsWith(nearlyAll));
            }
            here.awaitEnd(SOON);
            assertThat(here.last().name()).isEqualTo("message.completed");
            assertThat(here.text()).isEqualTo(ScriptedModelServer.text(300));
            follower.awaitEnd(SOON);
            assertThat(follower.text()).isEqualTo(here.text());
            assertThat(there.newest()).isEqualTo(here.last().data());
        }
    }

    @TestBesideOthers
    @ResourceLock(value = ENGINES, mode = ResourceAccessMode.READ)
    void nodeThatIsToldToGoShouldLeaveEveryStreamCompleteOrResumable() {
        ServiceProcess own = deployment.start();
        List<EventStream> streams = new ArrayList<>();
        List<Dialogue> dialogues = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            dialogues.add(Dialogue.begin(user));
            String wish = i % 2 == 0 ? "50 words every 40 ms" : LONG;
            streams.add(dialogues.getLast().at(own).ask(wish).awaitText(5));
        }
        own.terminate();
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> own.api().get("/health-check?type=ready").status() == 503);
        there.at(own).say("for balancers that have not asked yet").expect(201);
        own.close();
        for (int i = 0; i < streams.size(); i++) {
            EventStream stream = streams.get(i).awaitEnd(SOON);
            JsonNode answer = dialogues.get(i).newest();
            assertThat(answer.get("status").asText()).isEqualTo(i % 2 == 0 ? "completed" : "interrupted");
            assertThat(answer.get("content").asText()).isEqualTo(stream.text());
            assertThat(stream.last().name()).isEqualTo(i % 2 == 0 ? "message.completed" : "message.failed");
        }
    }
}
