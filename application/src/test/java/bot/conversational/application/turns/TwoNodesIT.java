package bot.conversational.application.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.Frozen;
import bot.conversational.application.service.Api;
import bot.conversational.application.service.Deployment;
import bot.conversational.application.service.ServiceProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.Jedis;

/** Turns that other nodes follow, stop and end: the first node generates, the second one stays. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String LONG = "600 words every 50 ms";

    private final ScriptedModelServer model = new ScriptedModelServer();
    private Deployment deployment;
    private ServiceProcess stays;
    private Api there;
    private String conversation;

    @BeforeAll
    void start() {
        Map<String, String> environment = new HashMap<>(model.environment());
        environment.put("DRAIN_TIMEOUT", "3");
        deployment = Deployment.fresh(environment);
        stays = deployment.start();
        there = stays.api().asNewUser();
    }

    @AfterAll
    void stop() {
        stays.close();
        model.close();
    }

    @BeforeEach
    void newConversation() {
        conversation = there.newConversation();
    }

    @Test
    void streamShouldBeResumedAndStoppedOnAnotherNode() {
        try (ServiceProcess generates = deployment.start();
                EventStream here = EventStream.ask(there.at(generates), conversation, LONG)) {
            here.awaitText(60);
            String answer = here.answer();
            EventStream.Event seen = here.events().get(here.events().size() / 2);
            try (EventStream follower = EventStream.resume(there, conversation, answer, Optional.of(seen.id()))) {
                follower.awaitText(100);
                long asked = System.nanoTime();
                JsonNode stopped =
                        there.post(path(answer, "stop"), Map.of()).expect(200).json();
                await().atMost(Duration.ofSeconds(5)).until(() -> model.running() == 0);
                assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(3));
                here.awaitEnd(SOON);
                follower.awaitEnd(SOON);
                assertThat(stopped.get("status").asText()).isEqualTo("stopped");
                assertThat(here.text()).isEqualTo(stopped.get("content").asText());
                assertThat(upTo(here, seen.id()) + follower.text()).isEqualTo(here.text());
                assertThat(follower.last().data()).isEqualTo(stopped);
            }
        }
    }

    @Test
    void answerOfAKilledNodeShouldBeInterruptedWithin15Seconds() {
        ServiceProcess generates = deployment.start();
        try (EventStream here = EventStream.ask(there.at(generates), conversation, LONG)) {
            here.awaitText(300);
            String answer = here.answer();
            try (EventStream follower = EventStream.resume(there, conversation, answer, Optional.empty())) {
                follower.awaitText(100);
                generates.kill();
                long killed = System.nanoTime();
                follower.awaitEnd(Duration.ofSeconds(16));
                assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(15));
                assertThat(follower.last().name()).isEqualTo("message.failed");
                JsonNode kept = newest();
                assertThat(kept.get("status").asText()).isEqualTo("interrupted");
                assertThat(kept.get("content").asText()).isNotEmpty();
                assertThat(ScriptedModelServer.text(600))
                        .startsWith(kept.get("content").asText());
                assertThat(follower.text()).startsWith(kept.get("content").asText());
                there.say(conversation, "2 words every 1 ms").expect(201);
            }
        }
    }

    @Test
    void nodeThatWasPausedBeyondItsLeaseShouldWriteNothing() {
        try (ServiceProcess generates = deployment.start();
                EventStream here = EventStream.ask(there.at(generates), conversation, "150 words every 40 ms")) {
            here.awaitText(300);
            generates.signal("STOP");
            await().atMost(Duration.ofSeconds(16))
                    .until(() -> newest().get("status").asText().equals("interrupted"));
            JsonNode kept = history();
            generates.signal("CONT");
            here.awaitEnd(SOON);
            assertThat(history()).isEqualTo(kept);
            assertThat(here.last().name()).isEqualTo("message.failed");
        }
    }

    @Test
    void redisAwayInMidStreamShouldHurtNobody() {
        try (ServiceProcess generates = deployment.start();
                EventStream here = EventStream.ask(there.at(generates), conversation, "300 words every 30 ms")) {
            here.awaitText(100);
            String answer = here.answer();
            try (Jedis redis = new Jedis(Engines.redis().host(), Engines.redis().port())) {
                redis.keys("*turn:" + answer).forEach(redis::del);
            }
            try (Frozen redis = Frozen.freeze(Engines.redis());
                    EventStream same =
                            EventStream.resume(there.at(generates), conversation, answer, Optional.of(answer + ":3"));
                    EventStream other = EventStream.resume(there, conversation, answer, Optional.of(answer + ":3"))) {
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

    @Test
    void nodeThatIsToldToGoShouldLeaveEveryStreamCompleteOrResumable() {
        ServiceProcess generates = deployment.start();
        Api here = there.at(generates);
        List<EventStream> streams = new ArrayList<>();
        List<String> conversations = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            conversations.add(there.newConversation());
            String wish = i % 2 == 0 ? "50 words every 40 ms" : LONG;
            streams.add(EventStream.ask(here, conversations.getLast(), wish).awaitText(5));
        }
        long told = System.nanoTime();
        generates.terminate();
        await().atMost(Duration.ofSeconds(3))
                .until(() -> here.say(conversation, "new").status() == 503);
        generates.close();
        assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(20));
        for (int i = 0; i < streams.size(); i++) {
            EventStream stream = streams.get(i).awaitEnd(SOON);
            JsonNode answer = history(conversations.get(i)).get(0);
            assertThat(answer.get("status").asText()).isEqualTo(i % 2 == 0 ? "completed" : "interrupted");
            assertThat(answer.get("content").asText()).isEqualTo(stream.text());
            assertThat(stream.last().name()).isEqualTo(i % 2 == 0 ? "message.completed" : "message.failed");
        }
    }

    private static String upTo(EventStream stream, String id) {
        StringBuilder text = new StringBuilder();
        for (EventStream.Event event : stream.events()) {
            if (event.name().equals("message.delta")) {
                text.append(event.data().get("delta").asText());
            }
            if (event.id().equals(id)) {
                break;
            }
        }
        return text.toString();
    }

    private String path(String message, String call) {
        return "/api/v1/conversations/" + conversation + "/messages/" + message + "/" + call;
    }

    private JsonNode newest() {
        return history().get(0);
    }

    private JsonNode history() {
        return history(conversation);
    }

    private JsonNode history(String of) {
        return there.get("/api/v1/conversations/" + of + "/messages")
                .expect(200)
                .json()
                .get("items");
    }
}
