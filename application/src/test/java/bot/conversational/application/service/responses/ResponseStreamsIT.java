package bot.conversational.application.service.responses;

import static bot.conversational.application.service.responses.ResponseClient.LOOK_UP;
import static bot.conversational.application.service.responses.ResponseClient.id;
import static bot.conversational.application.service.responses.ResponseClient.path;
import static bot.conversational.application.service.responses.ResponseClient.returned;
import static bot.conversational.application.service.responses.ResponseClient.said;
import static bot.conversational.application.service.responses.ResponseClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.EventStream;
import bot.conversational.application.service.harness.EventStream.Event;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ScriptedModelServer;
import bot.conversational.application.service.harness.ServiceProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Responses as they come: resumed at any event and on any node, in the background, cancelled, failed, not kept. */
class ResponseStreamsIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ENDLESS = "6000 words every 20 ms";

    private static final ScriptedModelServer MODEL = new ScriptedModelServer();

    private static Deployment deployment;
    private static Node stays;

    private ResponseClient client;

    @BeforeAll
    static void start() {
        deployment = Deployment.fresh(MODEL.environment());
        stays = deployment.startInProcess();
    }

    @AfterAll
    static void stop() {
        stays.close();
        MODEL.close();
    }

    @BeforeEach
    void logIn() {
        client = new ResponseClient(stays.api().asNewUser(), "scripted");
    }

    @Test
    void streamShouldHaveTheEventsOfTheContract() {
        List<Event> events;
        try (EventStream stream = client.stream("2 words every 1 ms then call", Map.of("tools", List.of(LOOK_UP)))) {
            events = stream.awaitEnd(SOON).events();
            assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
        }
        assertThat(events.stream().map(Event::name).distinct())
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.function_call_arguments.delta",
                        "response.function_call_arguments.done",
                        "response.completed");
        assertThat(events).allMatch(event -> event.data().get("type").asText().equals(event.name()));
        assertNumbered(events, 0);
        JsonNode response = events.getLast().data().get("response");
        assertThat(deltas(events)).isEqualTo(text(response)).isEqualTo(ScriptedModelServer.text(2));
        assertThat(response).isEqualTo(client.find(id(response)));
        assertThat(events.getFirst().data().at("/response/id").asText()).isEqualTo(id(response));
    }

    @Test
    void resumedStreamShouldGiveTheVeryRestFromEveryEvent() {
        List<Event> all;
        try (EventStream stream = client.stream("12 words every 5 ms", Map.of())) {
            all = stream.awaitEnd(SOON).events();
        }
        String id = all.getFirst().data().at("/response/id").asText();
        for (int after = -1; after < all.size(); after++) {
            try (EventStream rest = client.resume(id, after)) {
                assertThat(rest.awaitEnd(SOON).events())
                        .as("behind %d", after)
                        .isEqualTo(all.subList(after + 1, all.size()));
            }
        }
    }

    @Test
    void streamShouldGoOnOnAnotherNodeWhenTheFirstHasDied() {
        List<Event> seen = new ArrayList<>();
        String lost;
        try (ServiceProcess dies = deployment.start();
                EventStream here = client.stream("120 words every 25 ms", Map.of())) {
            await().atMost(SOON).until(() -> !here.events().isEmpty());
            String id = here.events().getFirst().data().at("/response/id").asText();
            try (EventStream elsewhere = client.at(dies).resume(id, -1)) {
                lost = beginInBackground(dies);
                await().atMost(SOON).until(() -> elsewhere.events().size() > 20);
                dies.signal("KILL");
                seen.addAll(elsewhere.awaitEnd(SOON).events());
            }
            try (EventStream rest = client.resume(id, number(seen.getLast()))) {
                seen.addAll(rest.awaitEnd(SOON).events());
            }
            assertThat(seen).isEqualTo(here.awaitEnd(SOON).events());
        }
        assertNumbered(seen, 0);
        assertThat(deltas(seen)).isEqualTo(ScriptedModelServer.text(120));
        assertEndsAsFailed(lost);
    }

    /** Until the node has saved some of it. */
    private String beginInBackground(ServiceProcess node) {
        JsonNode begun = client.at(node)
                .ask(ENDLESS + ", in vain", Map.of("background", true))
                .expect(200)
                .json();
        assertThat(begun.get("status").asText()).isEqualTo("in_progress");
        assertThat(begun.get("background").asBoolean()).isTrue();
        await().atMost(SOON).until(() -> text(client.find(id(begun))).length() > 100);
        assertThat(client.find(id(begun)).get("status").asText()).isEqualTo("in_progress");
        return id(begun);
    }

    /** With what was saved, and an end behind all that anybody can have seen. */
    private void assertEndsAsFailed(String id) {
        try (EventStream rest = client.resume(id, 10_000)) {
            List<Event> end = rest.awaitEnd(SOON).events();
            assertThat(end).extracting(Event::name).containsExactly("response.failed");
            assertNumbered(end, 10_001);
        }
        JsonNode failed = client.find(id);
        assertThat(failed.get("status").asText()).isEqualTo("failed");
        assertThat(failed.at("/error/code").asText()).isEqualTo("server_error");
        assertThat(ScriptedModelServer.text(6_000)).startsWith(text(failed));
    }

    @Test
    void backgroundResponseShouldBeReadLater() {
        String id = id(client.ask("3 words every 50 ms", Map.of("background", true))
                .expect(200)
                .json());
        await().atMost(SOON).until(() -> client.find(id).get("status").asText().equals("completed"));
        assertThat(text(client.find(id))).isEqualTo(ScriptedModelServer.text(3));
    }

    @Test
    void cancelShouldEndARunningResponseAndItsStream() {
        try (EventStream stream = client.stream(ENDLESS + ", cancelled", Map.of())) {
            await().atMost(SOON).until(() -> stream.events().size() > 10);
            String id = stream.events().getFirst().data().at("/response/id").asText();
            JsonNode busy = client.ask("x", Map.of("previous_response_id", id))
                    .expect(409)
                    .json();
            assertThat(busy.at("/error/code").asText()).isEqualTo("conversation_busy");

            JsonNode cancelled = client.api()
                    .post(path(id) + "/cancel", Map.of())
                    .expect(200)
                    .json();

            assertThat(cancelled.get("status").asText()).isEqualTo("cancelled");
            Event last = stream.awaitEnd(SOON).last();
            assertThat(last.name()).isEqualTo("response.incomplete");
            assertThat(last.data().get("response")).isEqualTo(cancelled).isEqualTo(client.find(id));
            assertThat(deltas(stream.events())).isEqualTo(text(cancelled));
            client.api().delete(path(id)).expect(200);
        }
    }

    @Test
    void streamOfAModelThatBreaksOffShouldNotLookComplete() {
        try (EventStream stream = client.stream("3 words every 1 ms then cut", Map.of())) {
            Event last = stream.awaitEnd(SOON).last();
            assertThat(last.name()).isEqualTo("response.failed");
            assertThat(last.data().at("/response/status").asText()).isEqualTo("failed");
            assertThat(last.data().at("/response/output/0/status").asText()).isEqualTo("incomplete");
        }
    }

    @Test
    void responseThatIsNotToBeKeptShouldBeNowhere() {
        JsonNode response = client.ask(
                        List.of(said("developer", "Be kind."), said("user", "2 words every 1 ms")),
                        Map.of("store", false, "instructions", "Be brief."))
                .expect(200)
                .json();
        assertThat(response.get("store").asBoolean()).isFalse();
        assertThat(response.get("conversation").isNull()).isTrue();
        assertThat(text(response)).isEqualTo(ScriptedModelServer.text(2));
        assertThat(MODEL.prompt()).contains("Be brief.\\n\\nBe kind.");
        client.api().get(path(id(response))).expect(404);

        try (EventStream stream = client.stream("3 words every 1 ms", Map.of("store", false))) {
            Event last = stream.awaitEnd(SOON).last();
            assertThat(stream.events().getFirst().name()).isEqualTo("response.created");
            assertThat(last.name()).isEqualTo("response.completed");
            assertThat(text(last.data().get("response"))).isEqualTo(ScriptedModelServer.text(3));
        }
        assertThat(client.api().get("/api/v1/conversations").json().get("items"))
                .isEmpty();
        client.ask("x", Map.of("store", false, "background", true)).expect(400);
    }

    @Test
    void toolLoopShouldGoRound() {
        JsonNode called = client.ask(
                        "2 words every 1 ms then call", Map.of("tools", List.of(LOOK_UP), "tool_choice", "auto"))
                .expect(200)
                .json();
        JsonNode call = called.get("output").get(1);
        assertThat(call.get("type").asText()).isEqualTo("function_call");
        assertThat(call.get("status").asText()).isEqualTo("completed");
        assertThat(call.get("arguments").asText()).isEqualTo(ScriptedModelServer.arguments(2));
        assertThat(called.at("/tools/0/name").asText()).isEqualTo("look_up");

        Map<String, String> after = Map.of("previous_response_id", id(called));
        JsonNode answered = client.ask(List.of(returned(call.get("call_id").asText(), "quokka is an animal")), after)
                .expect(200)
                .json();
        assertThat(text(answered)).isEqualTo("The tool said: quokka is an animal");
        client.ask(List.of(returned("call_9", "nobody asked")), after).expect(400);
    }

    private static void assertNumbered(List<Event> events, long from) {
        assertThat(events)
                .extracting(ResponseStreamsIT::number)
                .containsExactlyElementsOf(
                        LongStream.range(from, from + events.size()).boxed().toList());
    }

    private static long number(Event event) {
        return event.data().get("sequence_number").asLong();
    }

    private static String deltas(List<Event> events) {
        return events.stream()
                .filter(event -> event.name().equals("response.output_text.delta"))
                .map(event -> event.data().get("delta").asText())
                .collect(Collectors.joining());
    }
}
