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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that call tools: streamed, picked up on another node, gone on with, and kept when their node dies. */
class ToolsIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<Map<String, Object>> TOOLS = List.of(
            Map.of("name", "look_up", "description", "Looks a word up", "parameters", Map.of("type", "object")));

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

    @Test
    void callShouldBeStreamedResumedOnAnotherNodeAnsweredAndFound() {
        String arguments = ScriptedModelServer.arguments(60);
        List<EventStream.Event> seen = new ArrayList<>();
        try (EventStream here = there.ask(Map.of("content", "60 words every 20 ms then call", "tools", TOOLS))) {
            String answer = here.answer();
            try (ServiceProcess dies = deployment.start();
                    EventStream elsewhere = there.at(dies).follow(answer)) {
                await().atMost(SOON).until(() -> elsewhere.partText().length() > 40);
                dies.signal("KILL");
                elsewhere.awaitEnd(SOON);
                seen.addAll(elsewhere.events());
            }
            try (EventStream rest = there.resume(answer, seen.getLast().id())) {
                rest.awaitEnd(SOON);
                seen.addAll(rest.events());
            }
            here.awaitEnd(SOON);
            assertThat(text(seen)).isEqualTo(ScriptedModelServer.text(60)).isEqualTo(here.text());
            assertThat(arguments(seen)).isEqualTo(arguments).isEqualTo(here.partText());
            assertThat(seen.getLast().data()).isEqualTo(here.last().data());
        }
        JsonNode called = seen.getLast().data();
        assertThat(called.get("status").asText()).isEqualTo("completed");
        assertThat(called.get("finishReason").asText()).isEqualTo("tool_calls");
        assertThat(called.at("/parts/1/arguments").asText()).isEqualTo(arguments);
        assertThat(there.newest()).isEqualTo(called);

        JsonNode exchange = there.say(results(Map.of("callId", "call_1", "content", "quokka is an animal")))
                .expect(201)
                .json();
        assertThat(exchange.at("/userMessage/role").asText()).isEqualTo("tool");
        assertThat(exchange.at("/userMessage/parts/0/callId").asText()).isEqualTo("call_1");
        assertThat(exchange.at("/assistantMessage/content").asText()).isEqualTo("The tool said: quokka is an animal");
        assertThat(exchange.at("/assistantMessage/finishReason").asText()).isEqualTo("stop");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(user.get("/api/v1/search/messages?q=quokka")
                                .expect(200)
                                .json()
                                .at("/items/0/message/content")
                                .asText())
                        .isEqualTo("The tool said: quokka is an animal"));
    }

    @Test
    void callShouldBeKeptAsFarAsItCameWhenItsNodeDies() {
        try (ServiceProcess dies = deployment.start();
                EventStream elsewhere =
                        there.at(dies).ask(Map.of("content", "150 words every 50 ms then call", "tools", TOOLS))) {
            String answer = elsewhere.answer();
            try (EventStream here = there.follow(answer)) {
                // Longer than the node takes to save what there is.
                await().atMost(SOON).until(() -> here.partText().length() > 900);
                dies.signal("KILL");
                here.awaitEnd(SOON);
                assertThat(here.last().name()).isEqualTo("message.failed");
            }
        }
        JsonNode kept = there.newest();
        assertThat(kept.get("status").asText()).isEqualTo("interrupted");
        assertThat(kept.get("finishReason").isNull()).isTrue();
        assertThat(kept.at("/parts/1/type").asText()).isEqualTo("tool_call");
        assertThat(kept.at("/parts/1/arguments").asText())
                .hasSizeGreaterThan(20)
                .satisfies(arguments ->
                        assertThat(ScriptedModelServer.arguments(150)).startsWith(arguments));
        there.say(Map.of("content", "3 words every 1 ms")).expect(201);
    }

    @Test
    void resultsShouldAnswerEveryCallOnce() {
        there.say(Map.of("content", "1 words every 1 ms then call", "tools", TOOLS))
                .expect(201);
        Map<String, Object> result = Map.of("callId", "call_1", "content", "found");

        there.say(results(Map.of("callId", "call_2", "content", "found"))).expect(422);
        there.say(results(result, result)).expect(422);
        there.say(results(result, Map.of("callId", "call_2", "content", "found")))
                .expect(422);
        there.say(results(result)).expect(201);
        there.say(results(result)).expect(422);
    }

    @Test
    void malformedPartsShouldBeRefusedAndChangeNothing() {
        there.say(Map.of("content", "a", "parentId", "")).expect(400);
        assertThat(there.say(Map.of("parts", List.of(Map.of("type", "hologram", "text", "a"))))
                        .expect(400)
                        .text())
                .contains("parts[0].type");
        there.say(Map.of("parts", List.of(Map.of("text", "a")))).expect(400);
        there.say(Map.of("parts", List.of(Map.of("type", "text")))).expect(422);
        there.say(Map.of("parts", List.of())).expect(422);
        there.say(Map.of("parts", List.of(text(" ")))).expect(422);
        there.say(Map.of("content", "a", "parts", List.of(text("b")))).expect(422);
        there.say(Map.of("parts", List.of(Map.of("type", "reasoning", "text", "a"))))
                .expect(422);
        there.say(image("image/png", "data:image/png;base64,aGVsbG8=")).expect(422);
        there.say(image("image/png", "data:image/png;base64,%%%")).expect(422);
        there.say(image("image/tiff", "https://pictures.example/1.tiff")).expect(422);
        there.say(image("image/png", "http://pictures.example/1.png")).expect(422);
        there.say(image("image/png", "file:///etc/passwd")).expect(422);
        there.say(Map.of("content", "a", "tools", List.of(Map.of("name", "bad name", "parameters", Map.of()))))
                .expect(422);
        there.say(Map.of("content", "a", "toolChoice", "required")).expect(422);
        there.say(Map.of("content", "a", "tools", TOOLS, "toolChoice", Map.of("name", "other")))
                .expect(422);
        there.say(Map.of("content", "a", "responseFormat", Map.of("type", "yaml")))
                .expect(422);
        there.say(Map.of("content", "a", "topP", 1.5)).expect(422);
        there.say(Map.of("content", "a", "stop", List.of("1", "2", "3", "4", "5")))
                .expect(422);
        String schema = "x".repeat(70_000);
        there.say(Map.of("content", "a", "tools", List.of(Map.of("name", "b", "parameters", Map.of("title", schema)))))
                .expect(422);
        assertThat(there.history()).isEmpty();
    }

    private static Map<String, Object> image(String mediaType, String url) {
        return Map.of("parts", List.of(Map.of("type", "image", "mediaType", mediaType, "url", url)));
    }

    private static Map<String, Object> text(String text) {
        return Map.of("type", "text", "text", text);
    }

    @SafeVarargs
    private static Map<String, Object> results(Map<String, Object>... results) {
        List<Map<String, Object>> parts = new ArrayList<>();
        for (Map<String, Object> result : results) {
            parts.add(Map.of("type", "tool_result", "callId", result.get("callId"), "content", result.get("content")));
        }
        return Map.of("parts", parts);
    }

    private static String text(List<EventStream.Event> events) {
        return joined(events, "message.delta");
    }

    private static String arguments(List<EventStream.Event> events) {
        return joined(events, "message.part");
    }

    private static String joined(List<EventStream.Event> events, String name) {
        StringBuilder text = new StringBuilder();
        for (EventStream.Event event : events) {
            if (event.name().equals(name)) {
                text.append(event.data().path("delta").asText());
            }
        }
        return text.toString();
    }
}
