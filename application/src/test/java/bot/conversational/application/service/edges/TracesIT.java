package bot.conversational.application.service.edges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.EventStream;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ScriptedModelServer;
import bot.conversational.application.service.harness.ServiceProcess;
import bot.conversational.application.service.harness.TraceReceiver;
import bot.conversational.application.service.harness.TraceReceiver.ReceivedSpan;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Traces of turns, as a receiver of them sees them. */
class TracesIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String MESSAGES = "POST /api/v1/conversations/{id}/messages";
    private static final String WORD = "leakmark4419";

    /** What a node keeps for a receiver that does not answer, and what is on its way to it. */
    private static final int MOST_WAITING = 2_048 + 512;

    private static final TraceReceiver RECEIVER = new TraceReceiver();
    private static final ScriptedModelServer MODEL = new ScriptedModelServer();
    private static final Deployment DEPLOYMENT = Deployment.fresh(with(Map.of()));

    private static Node node;

    @BeforeAll
    static void start() {
        node = DEPLOYMENT.startInProcess();
    }

    @AfterAll
    static void stop() {
        node.close();
        MODEL.close();
        RECEIVER.close();
    }

    private static Map<String, String> with(Map<String, String> values) {
        Map<String, String> environment = new HashMap<>(MODEL.environment());
        environment.putAll(RECEIVER.environment());
        environment.putAll(values);
        return environment;
    }

    /** A trace of a caller's, and a span in it. */
    private record Caller(String trace, String span, boolean recorded) {

        static Caller some(boolean recorded) {
            return new Caller(hex(16), hex(8), recorded);
        }

        private static String hex(int bytes) {
            byte[] random = new byte[bytes];
            ThreadLocalRandom.current().nextBytes(random);
            random[0] = 1;
            return HexFormat.of().formatHex(random);
        }

        Api of(Api api) {
            return api.with("traceparent", "00-" + trace + "-" + span + (recorded ? "-01" : "-00"));
        }
    }

    @Test
    void turnShouldBeOneTraceBelowItsCaller() {
        Api ada = node.api().asNewUser();
        String conversation = ada.newConversation();
        Caller caller = Caller.some(true);

        caller.of(ada).say(conversation, "5 words every 1 ms").expect(201);

        List<ReceivedSpan> spans =
                awaited(caller.trace(), "turns.endTogether", "turn end", MESSAGES, "replace_conversation");
        ReceivedSpan request = one(spans, MESSAGES);
        assertThat(request.parent()).isEqualTo(caller.span());
        assertThat(request.kind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
        assertThat(request.attributes())
                .containsEntry("http.route", "/api/v1/conversations/{id}/messages")
                .containsEntry("http.request.method", "POST")
                .containsEntry("http.response.status_code", "201");
        for (String name : List.of("admit", "lookup_conversation", "turn begin", "chat scripted", "turn end")) {
            assertThat(one(spans, name).parent()).as(name).isEqualTo(request.id());
        }
        assertThat(one(spans, "admit").attributes())
                .containsEntry("db.system.name", "redis")
                .containsEntry("db.operation.name", "admit");
        assertThat(one(spans, "turns.beginTogether").parent())
                .isEqualTo(one(spans, "turn begin").id());
        assertThat(one(spans, "turns.beginTogether").attributes()).containsEntry("db.system.name", "postgresql");
        assertThat(one(spans, "turns.endTogether").parent())
                .isEqualTo(one(spans, "turn end").id());
        ReceivedSpan model = one(spans, "chat scripted");
        assertThat(model.kind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
        assertThat(model.attributes())
                .containsEntry("gen_ai.request.model", "scripted")
                .containsEntry("gen_ai.operation.name", "chat");
        assertThat(MODEL.traceParent()).isEqualTo("00-" + caller.trace() + "-" + model.id() + "-01");
        assertThat(RECEIVER.keys()).containsOnly("a secret");
    }

    @Test
    void indexingShouldBeATraceOfItsOwnThatNamesTheTurn() {
        Api ada = node.api().asNewUser();
        String conversation = ada.newConversation();
        Caller caller = Caller.some(true);
        caller.of(ada).say(conversation, "2 words every 1 ms").expect(201);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(RECEIVER.spans())
                        .filteredOn(span -> span.name().equals("index messages"))
                        .filteredOn(span -> span.links().contains(caller.trace()))
                        .isNotEmpty()
                        .first()
                        .satisfies(span -> {
                            assertThat(span.parent()).isEmpty();
                            assertThat(RECEIVER.trace(span.trace()))
                                    .filteredOn(call -> call.name().equals("bulk"))
                                    .singleElement()
                                    .satisfies(bulk -> {
                                        assertThat(bulk.parent()).isEqualTo(span.id());
                                        assertThat(bulk.attributes()).containsEntry("db.system.name", "elasticsearch");
                                    });
                        }));
    }

    @Test
    void streamShouldBeOneTraceToItsEnd() {
        Api ada = node.api().asNewUser();
        String messages = "/api/v1/conversations/" + ada.newConversation() + "/messages";
        Caller caller = Caller.some(true);
        Api events = caller.of(ada).with("Accept", "text/event-stream");
        try (EventStream stream =
                EventStream.of(events.open("POST", messages, Map.of("content", "20 words every 20 ms")))) {
            stream.awaitText(1);
            assertThat(RECEIVER.trace(caller.trace()))
                    .noneMatch(span -> span.name().equals(MESSAGES));
            stream.awaitEnd(SOON);
        }
        List<ReceivedSpan> spans = awaited(caller.trace(), MESSAGES, "chat scripted", "turns.endTogether");
        assertThat(one(spans, "chat scripted").parent())
                .isEqualTo(one(spans, MESSAGES).id());
    }

    @Test
    void noSpanShouldHaveWhatSomebodyWrote() {
        Api ada = node.api().asNewUser(WORD + "@example.com");
        String conversation = ada.newConversation();
        Caller caller = Caller.some(true);
        Api traced = caller.of(ada);
        traced.say(conversation, WORD).expect(201);
        traced.say(conversation, "3 words every 1 ms then refuse " + WORD);
        await().atMost(SOON).until(() -> {
            traced.search(WORD).expect(200);
            return RECEIVER.trace(caller.trace()).stream()
                    .anyMatch(span -> span.name().equals("search"));
        });
        traced.get("/api/v1/conversations?q=" + WORD).expect(200);
        traced.get("/nowhere/" + WORD + "?q=" + WORD).expect(404);
        traced.patch("/api/v1/conversations/" + conversation, Map.of("title", WORD))
                .expect(200);
        Caller last = Caller.some(true);
        last.of(ada).get("/api/v1/models").expect(200);
        awaited(last.trace(), "GET /api/v1/models");

        List<ReceivedSpan> spans = RECEIVER.trace(caller.trace());
        assertThat(spans).extracting(ReceivedSpan::name).contains("search", "GET", "turns.beginTogether");
        String token = ada.header("Authorization").replace("Bearer ", "");
        assertThat(token).hasSizeGreaterThan(20);
        assertThat(RECEIVER.bytes()).doesNotContain(WORD, token, Api.PASSWORD, conversation, "select ", "insert into");
    }

    @Test
    void callersDecisionNotToRecordShouldBeFollowed() {
        Api ada = node.api().asNewUser();
        Caller silent = Caller.some(false);
        silent.of(ada).say(ada.newConversation(), "2 words every 1 ms").expect(201);
        assertThat(MODEL.traceParent()).startsWith("00-" + silent.trace()).endsWith("-00");
        Caller last = Caller.some(true);
        last.of(ada).say(ada.newConversation(), "3 words every 1 ms").expect(201); // not from the response cache

        awaited(last.trace(), "turns.endTogether", MESSAGES);
        assertThat(RECEIVER.trace(silent.trace())).isEmpty();
    }

    @Test
    void onlyThePartThatIsWantedShouldBeRecorded() {
        try (TraceReceiver own = new TraceReceiver();
                Node other = DEPLOYMENT
                        .with(own.environment())
                        .with(Map.of("OTEL_TRACES_SAMPLER_ARG", "0", "NODE_NAME", "unrecorded"))
                        .startInProcess()) {
            Api ada = other.api().asNewUser();
            ada.say(ada.newConversation(), "2 words every 1 ms").expect(201);
            Caller last = Caller.some(true);
            last.of(ada).get("/api/v1/models").expect(200);

            await().atMost(SOON).until(() -> !own.trace(last.trace()).isEmpty());
            assertThat(own.spans()).extracting(ReceivedSpan::trace).containsOnly(last.trace());
        }
    }

    @Test
    void turnsShouldGoOnWhenTheReceiverIsFrozenAndTheQueueShouldBeBounded() {
        try (TraceReceiver own = new TraceReceiver();
                Node other = DEPLOYMENT
                        .with(own.environment())
                        .with(Map.of("NODE_NAME", "frozen-receiver"))
                        .startInProcess()) {
            own.freeze();
            Api ada = other.api().asNewUser().within(Duration.ofSeconds(5));
            int calls = 2 * MOST_WAITING;
            for (int i = 0; i < calls; i++) {
                ada.get("/api/v1/models").expect(200);
            }
            String conversation = ada.newConversation();
            for (int i = 0; i < 20; i++) {
                ada.say(conversation, "2 words every 1 ms").expect(201);
            }
            own.thaw();
            Caller last = Caller.some(true);
            await().atMost(SOON).until(() -> {
                last.of(ada).get("/api/v1/models").expect(200);
                return !own.trace(last.trace()).isEmpty();
            });
            assertThat(own.spans())
                    .filteredOn(span -> !span.trace().equals(last.trace()))
                    .hasSizeBetween(1, MOST_WAITING);
        }
    }

    @Test
    void turnsShouldGoOnWhenTheReceiverIsAway() {
        TraceReceiver gone = new TraceReceiver();
        Map<String, String> nowhere = gone.environment();
        gone.close();
        try (Node other = DEPLOYMENT
                .with(nowhere)
                .with(Map.of("NODE_NAME", "no-receiver"))
                .startInProcess()) {
            Api ada = other.api().asNewUser().within(Duration.ofSeconds(5));
            String conversation = ada.newConversation();
            for (int i = 0; i < 20; i++) {
                ada.say(conversation, "2 words every 1 ms").expect(201);
            }
        }
    }

    @Test
    void logLinesShouldHaveTheTrace() {
        try (ServiceProcess process = DEPLOYMENT
                .with(Map.of("NODE_NAME", "logging", "LLM_RETRIES", "0"))
                .start()) {
            Api ada = process.api().asNewUser();
            Caller caller = Caller.some(true);
            caller.of(ada).say(ada.newConversation(), "2 words every 1 ms").expect(201);

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(process.log().lines())
                            .filteredOn(line -> line.contains("\"trace_id\":\"" + caller.trace() + "\""))
                            .anyMatch(line -> line.contains("POST /api/v1/conversations/")));
            assertThat(process.log()).doesNotContain("a secret", "a%20secret");
        }
    }

    /** The spans of a trace, when some of these names are among them. */
    private static List<ReceivedSpan> awaited(String trace, String... names) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(RECEIVER.trace(trace))
                        .extracting(ReceivedSpan::name)
                        .contains(names));
        return RECEIVER.trace(trace);
    }

    private static ReceivedSpan one(List<ReceivedSpan> spans, String name) {
        assertThat(spans).filteredOn(span -> span.name().equals(name)).as(name).hasSize(1);
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
