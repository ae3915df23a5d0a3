package bot.conversational.application.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.EventStream;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ScriptedModelServer;
import bot.conversational.application.service.harness.ServiceProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** How soon a node hears of what another one was told, or that it died: one generates, another one stays. */
@Tag("alone")
class TurnDeadlinesIT {

    /** What is promised: a lease, a look for those that ran out, and the machine's share. */
    private static final Duration INTERRUPTED = Duration.ofSeconds(15);

    /** Nodes look twice a second; the rest is for a slow machine. */
    private static final Duration STOPPED = Duration.ofSeconds(9);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LONG = "600 words every 50 ms";

    private static final ScriptedModelServer MODEL = new ScriptedModelServer();

    private static Deployment deployment;
    private static Node stays;
    private static Api user;

    private Dialogue there;

    @BeforeAll
    static void start() {
        deployment = Deployment.fresh(MODEL.environment());
        stays = deployment.startInProcess();
        user = stays.api().asNewUser();
    }

    @AfterAll
    static void stop() {
        stays.close();
        MODEL.close();
    }

    @BeforeEach
    void begin() {
        there = Dialogue.begin(user);
    }

    @TestBesideOthers
    void stopOnAnotherNodeShouldEndTheCallOfTheModelSoon() {
        String toBeStopped = "6000 words every 50 ms, to be stopped";
        try (ServiceProcess generates = deployment.start();
                EventStream here = there.at(generates).ask(toBeStopped)) {
            here.awaitText(60);
            long asked = System.nanoTime();
            there.stop(here.answer()).expect(200);
            await().atMost(PATIENCE).until(() -> MODEL.running(toBeStopped) == 0);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(STOPPED);
        }
    }

    @TestBesideOthers
    void answerOfAKilledNodeShouldBeInterruptedWithin15Seconds() {
        ServiceProcess generates = deployment.start();
        try (EventStream here = there.at(generates).ask(LONG)) {
            here.awaitText(300);
            String answer = here.answer();
            try (EventStream follower = there.follow(answer)) {
                follower.awaitText(100);
                generates.kill();
                long killed = System.nanoTime();
                follower.awaitEnd(PATIENCE);
                assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(INTERRUPTED);
                assertThat(follower.last().name()).isEqualTo("message.failed");
                JsonNode kept = there.newest();
                assertThat(kept.get("status").asText()).isEqualTo("interrupted");
                assertThat(kept.get("content").asText()).isNotEmpty();
                assertThat(ScriptedModelServer.text(600))
                        .startsWith(kept.get("content").asText());
                assertThat(follower.text()).startsWith(kept.get("content").asText());
                there.say("2 words every 1 ms").expect(201);
            }
        }
    }
}
