package bot.conversational.application.turns;

import static bot.conversational.application.turns.ClientHabits.ask;
import static bot.conversational.application.turns.ClientHabits.insistently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.EventStream;
import bot.conversational.application.service.harness.ScriptedModelServer;
import bot.conversational.application.service.harness.ServiceProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Streams of one node, most of which only take time: they run beside one another. */
class TurnStreamIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final ScriptedModelServer MODEL = new ScriptedModelServer();

    private static ServiceProcess node;
    private static Api ada;

    private Dialogue dialogue;

    @BeforeAll
    static void start() {
        Map<String, String> environment = new HashMap<>(MODEL.environment());
        environment.put("DRAIN_TIMEOUT", "1"); // some answers never end
        node = Deployment.fresh(environment).start();
        ada = node.api().asNewUser();
    }

    @AfterAll
    static void stop() {
        node.close();
        MODEL.close();
    }

    @BeforeEach
    void begin() {
        dialogue = Dialogue.begin(ada);
    }

    @TestBesideOthers
    void streamShouldTellTheWholeStory() {
        try (EventStream stream = dialogue.ask("75 words every 20 ms")) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
            assertThat(stream.header("Cache-Control")).isEqualTo("no-store, no-transform");
            stream.awaitEnd(SOON);
            List<EventStream.Event> events = stream.events();
            EventStream.Event created = events.getFirst();
            assertThat(created.name()).isEqualTo("message.created");
            assertThat(created.data().at("/userMessage/content").asText()).isEqualTo("75 words every 20 ms");
            assertThat(created.data().at("/assistantMessage/status").asText()).isEqualTo("generating");
            assertThat(stream.text()).isEqualTo(ScriptedModelServer.text(75));
            assertThat(events).hasSizeBetween(4, 77);
            assertThat(events).extracting(EventStream.Event::id).doesNotHaveDuplicates();
            int bytes = stream.text().getBytes(StandardCharsets.UTF_8).length;
            assertThat(events.get(events.size() - 2).id()).isEqualTo(stream.answer() + ":" + bytes);
            assertThat(stream.last().name()).isEqualTo("message.completed");
            assertThat(stream.last().data()).isEqualTo(dialogue.newest());
            assertThat(stream.last().data().get("content").asText()).isEqualTo(stream.text());
        }
    }

    @TestBesideOthers
    void resumeShouldMissNothingAndRepeatNothing() {
        String seen;
        String lastId;
        String answer;
        try (EventStream stream = dialogue.ask("120 words every 25 ms")) {
            answer = stream.answer();
            stream.awaitText(40);
            lastId = stream.lastId();
            seen = stream.textUpTo(lastId);
        }
        try (EventStream rest = dialogue.resume(answer, lastId)) {
            rest.awaitEnd(SOON);
            assertThat(seen + rest.text()).isEqualTo(ScriptedModelServer.text(120));
            assertThat(rest.events()).extracting(EventStream.Event::name).doesNotContain("message.created");
            lastId = rest.lastId();
        }
        try (EventStream over = dialogue.resume(answer, lastId)) {
            assertThat(over.status()).isEqualTo(204);
        }
        try (EventStream whole = dialogue.follow(answer)) {
            whole.awaitEnd(SOON);
            assertThat(whole.text()).isEqualTo(ScriptedModelServer.text(120));
        }
        Dialogue another = new Dialogue(node.api().asNewUser(), dialogue.id());
        try (EventStream foreign = another.follow(answer)) {
            assertThat(foreign.status()).isEqualTo(404);
        }
        try (EventStream odd = dialogue.resume(answer, "odd")) {
            assertThat(odd.status()).isEqualTo(400);
        }
    }

    @TestBesideOthers
    void eventsShouldGoOutAtOnceThroughCompression() {
        String slowly = "2 words every 300000 ms";
        try (EventStream stream = dialogue.with("Accept-Encoding", "gzip").ask(slowly)) {
            assertThat(stream.header("Content-Encoding")).isEmpty();
            stream.awaitText(1);
            assertThat(stream.text()).isEqualTo("w0 ");
            assertThat(MODEL.running(slowly)).isEqualTo(1);
        }
    }

    @TestBesideOthers
    void silenceShouldBeFilledWithComments() {
        try (EventStream stream = dialogue.ask("1 words every 300000 ms")) {
            await().atMost(SOON).until(() -> stream.comments() > 0);
            assertThat(stream.status()).isEqualTo(200);
        }
    }

    @TestBesideOthers
    void streamShouldHaveOneLineInTheLogAndTellHowLongItWas() {
        try (EventStream stream = dialogue.ask("2 words every 400 ms")) {
            String path = dialogue.path();
            assertThat(node.log()).doesNotContain("POST " + path);
            stream.awaitEnd(SOON);
            Pattern line = Pattern.compile("POST " + Pattern.quote(path) + " 200 (\\d+) ms");
            await().atMost(SOON).until(() -> line.matcher(node.log()).results().count() == 1);
            assertThat(line.matcher(node.log()).results().map(it -> Integer.valueOf(it.group(1))))
                    .allMatch(millis -> millis >= 400);
        }
    }

    @TestBesideOthers
    void headShouldNotWaitForTheEnd() {
        try (EventStream stream = dialogue.ask("2 words every 300000 ms");
                EventStream head =
                        EventStream.of(ada.open("HEAD", dialogue.path(stream.answer(), "events"), Map.of()))) {
            head.awaitEnd(SOON);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.events()).isEmpty();
        }
    }

    @TestBesideOthers
    void failureInMidStreamShouldKeepThePart() {
        try (EventStream stream = dialogue.ask("5 words every 5 ms then cut")) {
            stream.awaitEnd(SOON);
            assertThat(stream.last().name()).isEqualTo("message.failed");
            assertThat(stream.last().data().get("status").asInt()).isEqualTo(502);
            assertThat(stream.last().data().get("messageId").asText()).isEqualTo(stream.answer());
            assertThat(dialogue.newest().get("status").asText()).isEqualTo("failed");
            assertThat(dialogue.newest().get("content").asText()).isEqualTo(ScriptedModelServer.text(5));
        }
        ada.say(ada.newConversation(), "1 words every 1 ms then refuse").expect(502);
    }

    @TestBesideOthers
    void stopShouldKeepThePartAndEndTheCallOfTheModel() {
        String toBeStopped = "10000 words every 20 ms";
        try (EventStream stream = dialogue.ask(toBeStopped)) {
            stream.awaitText(20);
            Api.Answer stopped = dialogue.stop(stream.answer()).expect(200);
            assertThat(stopped.json().get("status").asText()).isEqualTo("stopped");
            stream.awaitEnd(SOON);
            assertThat(stream.last().name()).isEqualTo("message.completed");
            assertThat(stream.last().data()).isEqualTo(stopped.json());
            assertThat(ScriptedModelServer.text(10_000)).startsWith(stream.text());
            await().atMost(Duration.ofSeconds(30)).until(() -> MODEL.running(toBeStopped) == 0);
            assertThat(dialogue.stop(stream.answer()).expect(200).json()).isEqualTo(stopped.json());
        }
    }

    @TestBesideOthers
    void regenerateShouldMakeASiblingInBothForms() {
        JsonNode first = dialogue.say("3 words every 1 ms").expect(201).json().get("assistantMessage");
        JsonNode second = ada.post(dialogue.path(first.get("id").asText(), "regenerate"), Map.of("temperature", 0.5))
                .expect(201)
                .json()
                .get("assistantMessage");
        assertThat(second.get("parentId")).isEqualTo(first.get("parentId"));
        assertThat(second.get("id")).isNotEqualTo(first.get("id"));
        assertThat(second.get("cached").asBoolean()).isFalse();
        try (EventStream stream = EventStream.of(ada.with("Accept", "text/event-stream")
                .open("POST", dialogue.path(second.get("id").asText(), "regenerate"), Map.of()))) {
            stream.awaitEnd(SOON);
            assertThat(stream.last().data().get("parentId")).isEqualTo(first.get("parentId"));
            assertThat(dialogue.newest()).isEqualTo(stream.last().data());
        }
        ada.post(dialogue.path(first.get("parentId").asText(), "regenerate"), Map.of())
                .expect(404);
        node.api()
                .asNewUser()
                .post(dialogue.path(first.get("id").asText(), "regenerate"), Map.of())
                .expect(404);
    }

    @TestBesideOthers
    void equalRequestsWithOneKeyShouldMakeOnePairAndOneCall() throws Exception {
        String content = "10 words every 50 ms, one answer for fifty";
        Dialogue keyed = dialogue.with("Idempotency-Key", "fifty-at-once");
        List<Future<Api.Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                answers.add(threads.submit(() -> insistently(() -> keyed.say(content))));
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
        // All fifty, when the one that began the turn was told to try again.
        assertThat(replayed).isBetween(49, 50);
        assertThat(MODEL.calls(content)).isEqualTo(1);
        assertThat(dialogue.history()).hasSize(2);
        keyed.say("something else").expect(422);
        try (EventStream again = keyed.ask(content)) {
            again.awaitEnd(SOON);
            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(again.text()).isEqualTo(ScriptedModelServer.text(10));
        }
        assertThat(dialogue.history()).hasSize(2);
    }

    @TestBesideOthers
    void answerShouldBeKeptWhenTheClientVanishes() throws IOException {
        for (boolean reset : List.of(false, true)) {
            Dialogue vanishing = Dialogue.begin(ada);
            try (Socket socket = ask(vanishing, "30 words every 20 ms")) {
                InputStream in = socket.getInputStream();
                assertThat(in.read()).isPositive();
                if (reset) {
                    socket.setSoLinger(true, 0);
                }
            }
            await().atMost(SOON).untilAsserted(() -> {
                JsonNode answer = vanishing.newest();
                assertThat(answer.get("status").asText()).isEqualTo("completed");
                assertThat(answer.get("content").asText()).isEqualTo(ScriptedModelServer.text(30));
            });
        }
    }

    @TestBesideOthers
    void historyShouldShowARunningAnswersTextSoFar() {
        try (EventStream stream = dialogue.ask("200 words every 50 ms")) {
            stream.awaitText(10);
            await().atMost(SOON)
                    .until(() -> !dialogue.newest().get("content").asText().isEmpty());
            assertThat(dialogue.newest().get("status").asText()).isEqualTo("generating");
            assertThat(ScriptedModelServer.text(200))
                    .startsWith(dialogue.newest().get("content").asText());
            dialogue.say("another turn").expect(409);
            dialogue.stop(stream.answer()).expect(200);
        }
    }

    @TestBesideOthers
    void metricsShouldTellOfTurns() {
        dialogue.say("3 words every 1 ms").expect(201);
        String metrics = node.admin().get("/metrics").expect(200).text();
        assertThat(metrics)
                .contains("turns_ended_total{status=\"completed\"}")
                .contains("turn_first_text_seconds_count")
                .contains("postgresql_statement_duration_seconds_count{statement=\"turns.begin\"}")
                .contains("turns_live");
    }
}
