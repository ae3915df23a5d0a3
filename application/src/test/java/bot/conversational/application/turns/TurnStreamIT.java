package bot.conversational.application.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.Api;
import bot.conversational.application.service.Deployment;
import bot.conversational.application.service.ServiceProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Streams of one node. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TurnStreamIT {

    private static final Duration SOON = Duration.ofSeconds(15);

    private final ScriptedModelServer model = new ScriptedModelServer();
    private ServiceProcess node;
    private Api ada;
    private String conversation;

    @BeforeAll
    void start() {
        node = Deployment.fresh(model.environment()).start();
        ada = node.api().asNewUser();
    }

    @AfterAll
    void stop() {
        node.close();
        model.close();
    }

    @BeforeEach
    void newConversation() {
        conversation = ada.newConversation();
    }

    @Test
    void streamShouldTellTheWholeStory() {
        try (EventStream stream = EventStream.ask(ada, conversation, "25 words every 20 ms")) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
            stream.awaitEnd(SOON);
            List<EventStream.Event> events = stream.events();
            EventStream.Event created = events.getFirst();
            assertThat(created.name()).isEqualTo("message.created");
            assertThat(created.data().at("/userMessage/content").asText()).isEqualTo("25 words every 20 ms");
            assertThat(created.data().at("/assistantMessage/status").asText()).isEqualTo("generating");
            assertThat(stream.text()).isEqualTo(ScriptedModelServer.text(25));
            assertThat(events).hasSizeBetween(6, 27);
            assertThat(events).extracting(EventStream.Event::id).doesNotHaveDuplicates();
            int bytes = stream.text().getBytes(StandardCharsets.UTF_8).length;
            assertThat(events.get(events.size() - 2).id()).isEqualTo(stream.answer() + ":" + bytes);
            assertThat(stream.last().name()).isEqualTo("message.completed");
            assertThat(stream.last().data()).isEqualTo(newest());
            assertThat(stream.last().data().get("content").asText()).isEqualTo(stream.text());
        }
    }

    @Test
    void resumeShouldMissNothingAndRepeatNothing() {
        String seen;
        String lastId;
        String answer;
        try (EventStream stream = EventStream.ask(ada, conversation, "120 words every 25 ms")) {
            answer = stream.answer();
            stream.awaitText(40);
            lastId = stream.lastId();
            seen = upTo(stream, lastId);
        }
        try (EventStream rest = EventStream.resume(ada, conversation, answer, Optional.of(lastId))) {
            rest.awaitEnd(SOON);
            assertThat(seen + rest.text()).isEqualTo(ScriptedModelServer.text(120));
            assertThat(rest.events()).extracting(EventStream.Event::name).doesNotContain("message.created");
            lastId = rest.lastId();
        }
        try (EventStream over = EventStream.resume(ada, conversation, answer, Optional.of(lastId))) {
            assertThat(over.status()).isEqualTo(204);
        }
        try (EventStream whole = EventStream.resume(ada, conversation, answer, Optional.empty())) {
            whole.awaitEnd(SOON);
            assertThat(whole.text()).isEqualTo(ScriptedModelServer.text(120));
        }
        Api other = node.api().asNewUser();
        try (EventStream foreign = EventStream.resume(other, conversation, answer, Optional.empty())) {
            assertThat(foreign.status()).isEqualTo(404);
        }
        try (EventStream odd = EventStream.resume(ada, conversation, answer, Optional.of("odd"))) {
            assertThat(odd.status()).isEqualTo(400);
        }
    }

    @Test
    void eventsShouldGoOutAtOnceThroughCompression() {
        try (EventStream stream =
                EventStream.ask(ada.with("Accept-Encoding", "gzip"), conversation, "4 words every 1000 ms")) {
            assertThat(stream.header("Content-Encoding")).isEmpty();
            await().atMost(Duration.ofSeconds(2)).until(() -> stream.text().startsWith("w0"));
        }
    }

    @Test
    void silenceShouldBeFilledWithComments() {
        try (EventStream stream = EventStream.ask(ada, conversation, "1 words every 16500 ms")) {
            await().atMost(Duration.ofSeconds(20)).until(() -> stream.comments() > 0);
            assertThat(stream.status()).isEqualTo(200);
        }
    }

    @Test
    void failureInMidStreamShouldKeepThePart() {
        try (EventStream stream = EventStream.ask(ada, conversation, "5 words every 5 ms then cut")) {
            stream.awaitEnd(SOON);
            assertThat(stream.last().name()).isEqualTo("message.failed");
            assertThat(stream.last().data().get("status").asInt()).isEqualTo(502);
            assertThat(stream.last().data().get("messageId").asText()).isEqualTo(stream.answer());
            assertThat(newest().get("status").asText()).isEqualTo("failed");
            assertThat(newest().get("content").asText()).isEqualTo(ScriptedModelServer.text(5));
        }
        ada.say(ada.newConversation(), "1 words every 1 ms then refuse").expect(502);
    }

    @Test
    void stopShouldKeepThePartAndEndTheCallOfTheModel() {
        try (EventStream stream = EventStream.ask(ada, conversation, "1000 words every 20 ms")) {
            stream.awaitText(20);
            int before = model.running();
            Api.Answer stopped =
                    ada.post(path(stream.answer(), "stop"), Map.of()).expect(200);
            assertThat(stopped.json().get("status").asText()).isEqualTo("stopped");
            stream.awaitEnd(SOON);
            assertThat(stream.last().name()).isEqualTo("message.completed");
            assertThat(stream.last().data()).isEqualTo(stopped.json());
            assertThat(ScriptedModelServer.text(1_000)).startsWith(stream.text());
            await().atMost(Duration.ofSeconds(2)).until(() -> model.running() < before);
            assertThat(ada.post(path(stream.answer(), "stop"), Map.of())
                            .expect(200)
                            .json())
                    .isEqualTo(stopped.json());
        }
    }

    @Test
    void regenerateShouldMakeASiblingInBothForms() {
        JsonNode first =
                ada.say(conversation, "3 words every 1 ms").expect(201).json().get("assistantMessage");
        JsonNode second = ada.post(path(first.get("id").asText(), "regenerate"), Map.of("temperature", 0.5))
                .expect(201)
                .json()
                .get("assistantMessage");
        assertThat(second.get("parentId")).isEqualTo(first.get("parentId"));
        assertThat(second.get("id")).isNotEqualTo(first.get("id"));
        assertThat(second.get("cached").asBoolean()).isFalse();
        try (EventStream stream = EventStream.of(ada.with("Accept", "text/event-stream")
                .open("POST", path(second.get("id").asText(), "regenerate"), Map.of()))) {
            stream.awaitEnd(SOON);
            assertThat(stream.last().data().get("parentId")).isEqualTo(first.get("parentId"));
            assertThat(newest()).isEqualTo(stream.last().data());
        }
        ada.post(path(first.get("parentId").asText(), "regenerate"), Map.of()).expect(404);
        node.api()
                .asNewUser()
                .post(path(first.get("id").asText(), "regenerate"), Map.of())
                .expect(404);
    }

    @Test
    void equalRequestsWithOneKeyShouldMakeOnePairAndOneCall() throws Exception {
        Api keyed = ada.with("Idempotency-Key", "fifty-at-once");
        int before = model.calls();
        List<Future<Api.Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                answers.add(threads.submit(() -> keyed.say(conversation, "10 words every 50 ms")));
            }
        }
        int replayed = 0;
        for (Future<Api.Answer> answer : answers) {
            assertThat(answer.get()
                            .expect(201)
                            .json()
                            .at("/assistantMessage/content")
                            .asText())
                    .isEqualTo(ScriptedModelServer.text(10));
            replayed += answer.get().header("Idempotent-Replayed").equals("true") ? 1 : 0;
        }
        assertThat(replayed).isEqualTo(49);
        assertThat(model.calls() - before).isEqualTo(1);
        assertThat(history()).hasSize(2);
        keyed.say(conversation, "something else").expect(422);
        try (EventStream again = EventStream.ask(keyed, conversation, "10 words every 50 ms")) {
            again.awaitEnd(SOON);
            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(again.text()).isEqualTo(ScriptedModelServer.text(10));
        }
        assertThat(history()).hasSize(2);
    }

    @Test
    void answerShouldBeKeptWhenTheClientVanishes() throws IOException {
        for (boolean reset : List.of(false, true)) {
            String vanishing = ada.newConversation();
            try (Socket socket = ask(vanishing, "30 words every 20 ms")) {
                InputStream in = socket.getInputStream();
                assertThat(in.read()).isPositive();
                if (reset) {
                    socket.setSoLinger(true, 0);
                }
            }
            await().atMost(SOON).untilAsserted(() -> {
                JsonNode answer = history(vanishing).get(0);
                assertThat(answer.get("status").asText()).isEqualTo("completed");
                assertThat(answer.get("content").asText()).isEqualTo(ScriptedModelServer.text(30));
            });
        }
    }

    @Test
    void historyShouldShowARunningAnswersTextSoFar() {
        try (EventStream stream = EventStream.ask(ada, conversation, "200 words every 50 ms")) {
            stream.awaitText(10);
            await().atMost(SOON).until(() -> !newest().get("content").asText().isEmpty());
            assertThat(newest().get("status").asText()).isEqualTo("generating");
            assertThat(ScriptedModelServer.text(200))
                    .startsWith(newest().get("content").asText());
            ada.say(conversation, "another turn").expect(409);
            ada.post(path(stream.answer(), "stop"), Map.of()).expect(200);
        }
    }

    @Test
    void metricsShouldTellOfTurns() {
        ada.say(conversation, "3 words every 1 ms").expect(201);
        String metrics = node.admin().get("/metrics").expect(200).text();
        assertThat(metrics)
                .contains("turns_ended_total{status=\"completed\"}")
                .contains("turn_first_text_seconds_count")
                .contains("turns_live");
    }

    private Socket ask(String vanishing, String content) throws IOException {
        URI base = URI.create(ada.base());
        Socket socket = new Socket(base.getHost(), base.getPort());
        String body = "{\"content\": \"" + content + "\"}";
        OutputStream out = socket.getOutputStream();
        out.write(("POST /api/v1/conversations/" + vanishing + "/messages HTTP/1.1\r\nHost: localhost\r\n"
                        + "Authorization: " + ada.header("Authorization") + "\r\nAccept: text/event-stream\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8));
        out.flush();
        return socket;
    }

    private static String upTo(EventStream stream, String lastId) {
        StringBuilder text = new StringBuilder();
        for (EventStream.Event event : stream.events()) {
            if (event.name().equals("message.delta")) {
                text.append(event.data().get("delta").asText());
            }
            if (event.id().equals(lastId)) {
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
        return ada.get("/api/v1/conversations/" + of + "/messages")
                .expect(200)
                .json()
                .get("items");
    }
}
