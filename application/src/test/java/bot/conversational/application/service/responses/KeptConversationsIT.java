package bot.conversational.application.service.responses;

import static bot.conversational.application.service.responses.ResponseClient.CONVERSATIONS;
import static bot.conversational.application.service.responses.ResponseClient.id;
import static bot.conversational.application.service.responses.ResponseClient.said;
import static bot.conversational.application.service.responses.ResponseClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conversations with metadata and items. */
class KeptConversationsIT {

    private ResponseClient client;
    private Api api;

    @BeforeEach
    void logIn() {
        api = Deployment.sharedNode().api().asNewUser();
        client = new ResponseClient(api, "offline");
    }

    @Test
    void conversationShouldKeepItsMetadata() {
        JsonNode made = keep(Map.of("metadata", Map.of("topic", "demo")));
        assertThat(made.get("object").asText()).isEqualTo("conversation");
        assertThat(made.at("/metadata/topic").asText()).isEqualTo("demo");
        String path = CONVERSATIONS + "/" + id(made);
        assertThat(api.get(path).expect(200).json()).isEqualTo(made);

        JsonNode noted = api.post(path, Map.of("metadata", Map.of("topic", "other")))
                .expect(200)
                .json();
        assertThat(noted.at("/metadata/topic").asText()).isEqualTo("other");
        assertThat(api.get(path).expect(200).json()).isEqualTo(noted);

        JsonNode deleted = api.delete(path).expect(200).json();
        assertThat(deleted.get("object").asText()).isEqualTo("conversation.deleted");
        api.get(path).expect(404);
        api.post(path, Map.of("metadata", Map.of())).expect(404);
        api.get(path + "/items").expect(404);
    }

    @Test
    void conversationOfOurOwnShouldBeOneHereToo() {
        String conversation = api.newConversation();
        api.say(conversation, "Hello?").expect(201);

        JsonNode items = api.get(CONVERSATIONS + "/conv_" + conversation + "/items")
                .expect(200)
                .json();

        assertThat(items.get("data")).hasSize(2);
        assertThat(items.at("/data/0/role").asText()).isEqualTo("assistant");
        assertThat(items.at("/data/1/role").asText()).isEqualTo("user");
    }

    @Test
    void itemsShouldBePagedBothWays() {
        List<Map<String, Object>> given = IntStream.range(0, 7)
                .mapToObj(i -> said(i % 2 == 0 ? "user" : "assistant", "Item " + i))
                .toList();
        String path = CONVERSATIONS + "/" + id(keep(Map.of("items", given))) + "/items";

        for (String order : List.of("asc", "desc")) {
            JsonNode all = api.get(path + "?order=" + order).expect(200).json();
            List<String> pages = walk(path + "?limit=3&order=" + order);
            assertThat(pages).isEqualTo(texts(all)).hasSize(7);
            assertThat(pages.getFirst()).isEqualTo(order.equals("asc") ? "Item 0" : "Item 6");
            assertThat(all.get("has_more").asBoolean()).isFalse();
            assertThat(all.get("first_id")).isEqualTo(all.at("/data/0/id"));
            assertThat(all.get("last_id")).isEqualTo(all.at("/data/6/id"));
        }
        api.get(path + "?limit=0").expect(400);
        api.get(path + "?limit=101").expect(400);
        api.get(path + "?order=up").expect(400);
        api.get(path + "?after=x").expect(400);
        api.get(path + "?after=msg_00000000-0000-7000-8000-000000000000").expect(404);
    }

    @Test
    void addedItemsShouldBeSeenByTheNextResponseAndDeletedOnesNot() {
        JsonNode made = keep(Map.of("items", List.of(said("user", "First"))));
        String path = CONVERSATIONS + "/" + id(made) + "/items";
        JsonNode added = api.post(
                        path,
                        Map.of(
                                "items",
                                List.of(
                                        said("assistant", "Second"),
                                        Map.of(
                                                "type",
                                                "function_call",
                                                "call_id",
                                                "c1",
                                                "name",
                                                "look_up",
                                                "arguments",
                                                "{}"),
                                        ResponseClient.returned("c1", "found"))))
                .expect(200)
                .json();
        assertThat(added.get("data").valueStream().map(item -> item.get("type").asText()))
                .containsExactly("message", "function_call", "function_call_output");
        for (JsonNode item : added.get("data")) {
            assertThat(api.get(path + "/" + id(item)).expect(200).json()).isEqualTo(item);
        }

        String call = added.at("/data/1/id").asText();
        assertThat(id(api.delete(path + "/" + call).expect(200).json())).isEqualTo(id(made));
        api.get(path + "/" + call).expect(404);
        api.delete(path + "/" + call).expect(404);
        assertThat(texts(api.get(path + "?order=asc").expect(200).json())).startsWith("First", "Second");

        client.ask("Hello?", Map.of("conversation", id(made))).expect(200);
        JsonNode items = api.get(path + "?order=asc").expect(200).json();
        assertThat(texts(items)).startsWith("First", "Second").contains("Hello?");
        api.delete(path + "/" + items.at("/data/0/id").asText()).expect(200);
        assertThat(texts(api.get(path + "?order=asc").expect(200).json()))
                .startsWith("Second")
                .contains("Hello?");
        api.post(path, Map.of("items", List.of())).expect(400);
    }

    @Test
    void othersShouldFindNothing() {
        JsonNode made = keep(Map.of("items", List.of(said("user", "Mine"))));
        String path = CONVERSATIONS + "/" + id(made);
        String item = api.get(path + "/items").json().at("/data/0/id").asText();
        Api other = Deployment.sharedNode().api().asNewUser();

        other.get(path).expect(404);
        other.post(path, Map.of("metadata", Map.of())).expect(404);
        other.delete(path).expect(404);
        other.get(path + "/items").expect(404);
        other.post(path + "/items", Map.of("items", List.of(said("user", "x")))).expect(404);
        other.get(path + "/items/" + item).expect(404);
        other.delete(path + "/items/" + item).expect(404);
        String theirs = id(other.post(CONVERSATIONS, Map.of()).expect(200).json());
        other.get(CONVERSATIONS + "/" + theirs + "/items/" + item).expect(404);
    }

    @Test
    void keyShouldNeedTheScopeOfTheCall() {
        String conversation = id(keep(Map.of()));
        Api reads = withKey("conversations:read");
        reads.get(CONVERSATIONS + "/" + conversation).expect(200);
        JsonNode refused =
                reads.delete(CONVERSATIONS + "/" + conversation).expect(403).json();
        assertThat(refused.at("/error/code").asText()).isEqualTo("insufficient_permissions");
        withKey("chat").get(CONVERSATIONS + "/" + conversation).expect(403);
        withKey("conversations:write")
                .delete(CONVERSATIONS + "/" + conversation)
                .expect(200);
    }

    private Api withKey(String scope) {
        String key = api.post("/api/v1/api-keys", Map.of("name", scope, "scopes", List.of(scope)))
                .expect(201)
                .json()
                .get("key")
                .asText();
        return Deployment.sharedNode().api().with("Authorization", "Bearer " + key);
    }

    private JsonNode keep(Map<String, ?> body) {
        return api.post(CONVERSATIONS, body).expect(200).json();
    }

    /** The texts of all pages, one behind the other. */
    private List<String> walk(String path) {
        return Stream.iterate(
                        api.get(path).expect(200).json(),
                        page -> !page.get("data").isEmpty(),
                        page -> api.get(path + "&after=" + page.get("last_id").asText())
                                .expect(200)
                                .json())
                .flatMap(page -> texts(page).stream())
                .toList();
    }
}
