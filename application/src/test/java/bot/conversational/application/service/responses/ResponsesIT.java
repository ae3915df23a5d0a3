package bot.conversational.application.service.responses;

import static bot.conversational.application.service.responses.ResponseClient.id;
import static bot.conversational.application.service.responses.ResponseClient.path;
import static bot.conversational.application.service.responses.ResponseClient.said;
import static bot.conversational.application.service.responses.ResponseClient.text;
import static bot.conversational.application.service.responses.ResponseClient.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ScriptedModelServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Responses: made, branched, gone on with, found, read and deleted. */
class ResponsesIT {

    private static final List<String> FIELDS = List.of(
            "id",
            "object",
            "created_at",
            "status",
            "background",
            "error",
            "incomplete_details",
            "instructions",
            "model",
            "output",
            "parallel_tool_calls",
            "previous_response_id",
            "conversation",
            "store",
            "temperature",
            "top_p",
            "text",
            "tool_choice",
            "tools",
            "metadata",
            "usage");

    private static final ScriptedModelServer MODEL = new ScriptedModelServer();

    private static Node node;

    private ResponseClient client;

    @BeforeAll
    static void start() {
        node = Deployment.fresh(MODEL.environment()).startInProcess();
    }

    @AfterAll
    static void stop() {
        node.close();
        MODEL.close();
    }

    @BeforeEach
    void logIn() {
        client = new ResponseClient(node.api().asNewUser(), "scripted");
    }

    @Test
    void responseShouldBeATurnWithAllFields() {
        JsonNode response = client.ask(
                        "5 words every 1 ms",
                        Map.of(
                                "instructions",
                                "Be brief.",
                                "temperature",
                                0.5,
                                "metadata",
                                Map.of("project", "ä"),
                                "text",
                                Map.of("format", Map.of("type", "json_object")),
                                "user",
                                "whoever",
                                "service_tier",
                                "auto"))
                .expect(200)
                .json();

        assertThat(FIELDS).allMatch(response::has);
        assertThat(response.get("status").asText()).isEqualTo("completed");
        assertThat(text(response)).isEqualTo(ScriptedModelServer.text(5));
        assertThat(response.at("/output/0/content/0/type").asText()).isEqualTo("output_text");
        assertThat(response.at("/metadata/project").asText()).isEqualTo("ä");
        assertThat(response.at("/text/format/type").asText()).isEqualTo("json_object");
        assertThat(response.get("instructions").asText()).isEqualTo("Be brief.");
        assertThat(response.get("temperature").asDouble()).isEqualTo(0.5);
        assertThat(response.at("/usage/input_tokens_details/cached_tokens").isInt())
                .isTrue();
        assertThat(response.at("/usage/input_tokens_details/cache_write_tokens").isInt())
                .isTrue();
        assertThat(client.find(id(response))).isEqualTo(response);

        String conversation = response.at("/conversation/id").asText().replace("conv_", "");
        JsonNode messages = messages(conversation);
        assertThat(messages.at("/items/0/id").asText()).isEqualTo(id(response).replace("resp_", ""));
        assertThat("msg_" + messages.at("/items/0/id").asText())
                .isEqualTo(response.at("/output/0/id").asText());
        assertThat(client.api()
                        .get("/api/v1/conversations/" + conversation)
                        .json()
                        .get("title")
                        .asText())
                .isEqualTo("5 words every 1 ms");
    }

    @Test
    void previousResponseShouldBeTheParentAndTwiceTheSameABranch() {
        JsonNode first = client.ask("1 words every 1 ms, first");
        JsonNode second = client.ask("1 words every 1 ms, second", after(first))
                .expect(200)
                .json();
        JsonNode third = client.ask("1 words every 1 ms, third", after(first))
                .expect(200)
                .json();

        assertThat(second.get("previous_response_id").asText()).isEqualTo(id(first));
        assertThat(List.of(second.at("/conversation/id"), third.at("/conversation/id")))
                .containsOnly(first.at("/conversation/id"));
        assertThat(MODEL.prompt()).contains("first").contains("third").doesNotContain("second");
        assertThat(client.ask(
                                "1 words every 1 ms, newest",
                                Map.of(
                                        "conversation",
                                        first.at("/conversation/id").asText()))
                        .expect(200)
                        .json()
                        .get("previous_response_id")
                        .isNull())
                .isTrue();
        assertThat(MODEL.prompt()).contains("third").doesNotContain("second");
    }

    /** They hold for their turn alone, and stand behind what the conversation's system prompt says. */
    @Test
    void instructionsShouldNotBeInheritedButHoldForAnotherAnswer() {
        String conversation = client.api()
                .post("/api/v1/conversations", Map.of("systemPrompt", "Speak Latin."))
                .expect(201)
                .json()
                .get("id")
                .asText();
        JsonNode response = client.ask(
                        "1 words every 1 ms",
                        Map.of("conversation", Map.of("id", "conv_" + conversation), "instructions", "Be brief."))
                .expect(200)
                .json();
        assertThat(MODEL.prompt()).contains("Speak Latin.\\n\\nBe brief.");

        client.ask("2 words every 1 ms", after(response)).expect(200);
        assertThat(MODEL.prompt()).contains("Speak Latin.").doesNotContain("Be brief.");

        String answer = id(response).replace("resp_", "");
        client.api()
                .post("/api/v1/conversations/" + conversation + "/messages/" + answer + "/regenerate", Map.of())
                .expect(201);
        assertThat(MODEL.prompt()).contains("Speak Latin.\\n\\nBe brief.");
    }

    /** As clients do that keep the history themselves, and name what the service said by its ids. */
    @Test
    void itemReferencesShouldGoOnWithTheConversation() {
        JsonNode first = client.ask(List.of(said("developer", "Be kind."), said("user", "1 words every 1 ms")));
        JsonNode second = client.ask(List.of(
                said("developer", "Be kind."),
                said("user", "1 words every 1 ms"),
                Map.of("type", "item_reference", "id", first.at("/output/0/id").asText()),
                said("user", "2 words every 1 ms")));
        assertThat(second.at("/conversation/id")).isEqualTo(first.at("/conversation/id"));

        JsonNode another = client.ask(List.of(
                said("user", "Another beginning"),
                Map.of("type", "item_reference", "id", first.at("/output/0/id").asText()),
                said("user", "3 words every 1 ms")));
        assertThat(another.at("/conversation/id")).isNotEqualTo(first.at("/conversation/id"));
        assertThat(MODEL.prompt()).contains("Another beginning").contains("w0");
        assertThat(texts(client.api()
                        .get(path(id(another)) + "/input_items?order=asc")
                        .expect(200)
                        .json()))
                .containsExactly("Another beginning", ScriptedModelServer.text(1), "3 words every 1 ms");
        client.ask(
                        List.of(
                                Map.of("type", "item_reference", "id", "msg_00000000-0000-7000-8000-000000000000"),
                                said("user", "x")),
                        Map.of())
                .expect(400);
    }

    @Test
    void responseShouldBeFoundBySearchUntilItIsDeleted() {
        JsonNode kept = client.ask("1 words every 1 ms");
        JsonNode response = client.ask("2 words every 1 ms about wombats", after(kept))
                .expect(200)
                .json();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(found("wombats")).isEqualTo(1));

        JsonNode deleted = client.api().delete(path(id(response))).expect(200).json();
        assertThat(deleted.get("deleted").asBoolean()).isTrue();

        client.api().get(path(id(response))).expect(404);
        client.api().delete(path(id(response))).expect(404);
        assertThat(client.find(id(kept))).isEqualTo(kept);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(found("wombats")).isZero());
        String conversation = kept.at("/conversation/id").asText().replace("conv_", "");
        assertThat(messages(conversation).get("items")).hasSize(2);
    }

    @Test
    void responseThatOthersFollowShouldOnlyBeEmptied() {
        JsonNode first = client.ask("1 words every 1 ms, secret");
        JsonNode second =
                client.ask("2 words every 1 ms", after(first)).expect(200).json();

        client.api().delete(path(id(first))).expect(200);

        client.api().get(path(id(first))).expect(404);
        client.ask("x", after(first)).expect(404);
        client.ask("3 words every 1 ms", after(second)).expect(200);
        assertThat(MODEL.prompt()).doesNotContain("secret").contains("2 words");
    }

    @Test
    void sameCallUnderAKeyShouldMakeOneResponse() {
        ResponseClient keyed = client.with("Idempotency-Key", "once");
        JsonNode first = keyed.ask("1 words every 1 ms, once");
        Api.Answer again = keyed.ask("1 words every 1 ms, once", Map.of()).expect(200);
        assertThat(again.json()).isEqualTo(first);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(keyed.ask("Something else", Map.of())
                        .expect(422)
                        .json()
                        .at("/error/code")
                        .asText())
                .isEqualTo("idempotency_key_reused");
        assertThat(MODEL.calls("1 words every 1 ms, once")).isEqualTo(1);
        assertThat(client.api().get("/api/v1/conversations").json().get("items"))
                .hasSize(1);
    }

    @Test
    void responseOfAModelThatFailsShouldBeAnErrorAndLeaveItsQuestion() {
        Api.Answer failed =
                client.ask("1 words every 1 ms then refuse", Map.of()).expect(502);
        assertThat(failed.json().at("/error/type").asText()).isEqualTo("server_error");
        assertThat(failed.header("x-should-retry")).isEqualTo("false");
    }

    private static Map<String, String> after(JsonNode response) {
        return Map.of("previous_response_id", id(response));
    }

    private JsonNode messages(String conversation) {
        return client.api()
                .get("/api/v1/conversations/" + conversation + "/messages")
                .expect(200)
                .json();
    }

    private int found(String word) {
        return client.api().search(word).expect(200).json().get("items").size();
    }
}
