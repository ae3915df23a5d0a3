package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.PausedEngine;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a user may do with his conversations, and that the next turn goes by it. */
class ConversationsIT {

    private final Api ada = Deployment.sharedNode().api().asNewUser();
    private final String conversation = ada.newConversation();
    private final String path = "/api/v1/conversations/" + conversation;

    @Test
    void editShouldChangeWhatItNames() {
        Map<String, Object> all = new HashMap<>(Map.of(
                "title",
                "Größe 😀",
                "systemPrompt",
                "Be brief.",
                "model",
                "offline",
                "pinned",
                true,
                "archived",
                true));
        JsonNode edited = ada.patch(path, all).expect(200).json();
        all.forEach((field, value) -> assertThat(edited.get(field).asText()).isEqualTo(String.valueOf(value)));
        assertThat(ada.get(path).expect(200).json()).isEqualTo(edited);
        assertThat(ada.patch(path, Map.of()).expect(200).json())
                .as("nothing changes")
                .isEqualTo(edited);

        Map<String, Object> cleared = new HashMap<>();
        List.of("title", "systemPrompt", "model").forEach(field -> cleared.put(field, null));
        JsonNode bare = ada.patch(path, cleared).expect(200).json();
        cleared.keySet().forEach(field -> assertThat(bare.get(field).isNull()).isTrue());
        assertThat(bare.get("pinned").asBoolean()).isTrue();

        for (String flag : List.of("pinned", "archived")) {
            ada.patch(path, Collections.singletonMap(flag, null)).expect(422);
        }
        ada.patch(path, Map.of("model", "nobody-has-it")).expect(422);
        ada.patch(path, Map.of("title", "")).expect(422);
        ada.patch(path, Map.of("title", "x".repeat(201))).expect(422);
        ada.post("/api/v1/conversations", Map.of("model", "nobody-has-it")).expect(422);
        assertThat(ada.get(path).expect(200).json()).isEqualTo(bare);
    }

    @Test
    void archivedOnesShouldBeListedApart() {
        ada.patch(path, Map.of("archived", true)).expect(200);
        assertThat(ids("?archived=true")).containsExactly(conversation);
        assertThat(ids("")).doesNotContain(conversation);
        ada.patch(path, Map.of("archived", false)).expect(200);
        assertThat(ids("")).containsExactly(conversation);
    }

    @Test
    void clearedTitleShouldComeFromTheNextMessage() {
        ada.say(conversation, "First things first").expect(201);
        ada.patch(path, Collections.singletonMap("title", null)).expect(200);
        ada.say(conversation, "Second thoughts").expect(201);
        assertThat(ada.get(path).json().get("title").asText()).isEqualTo("Second thoughts");
    }

    @Test
    void nextTurnShouldGoByTheNewSystemPrompt() {
        ada.say(conversation, "warm").expect(201);
        assertPromptGrows("Answer in the style of a very long-winded owl. ".repeat(30));
        try (PausedEngine redis = PausedEngine.freeze(Engines.redis())) {
            assertPromptGrows("Answer in the style of an even more long-winded owl. ".repeat(80));
        }
        assertPromptGrows("Answer in the style of the most long-winded owl that ever was. ".repeat(120));
    }

    /** The offline responder says how many tokens its prompt had; the turn between adds less than a hundred of its own. */
    private void assertPromptGrows(String systemPrompt) {
        int before = promptTokens("the same words");
        ada.patch(path, Map.of("systemPrompt", systemPrompt)).expect(200);
        assertThat(promptTokens("and some more")).isGreaterThan(before + 200);
    }

    private int promptTokens(String question) {
        return ada.say(conversation, question)
                .expect(201)
                .json()
                .at("/assistantMessage/usage/promptTokens")
                .asInt();
    }

    @Test
    void deletedConversationShouldBeGoneEverywhere() {
        ada.say(conversation, "an unforgettable pangolin").expect(201);
        await().atMost(Duration.ofSeconds(30)).until(() -> found("pangolin") == 1);
        ada.delete(path).expect(204);
        ada.delete(path).expect(404);
        ada.get(path).expect(404);
        ada.get(path + "/messages").expect(404);
        ada.patch(path, Map.of("title", "Back")).expect(404);
        ada.say(conversation, "an unforgettable pangolin").expect(404);
        assertThat(ids("")).isEmpty();
        await().atMost(Duration.ofSeconds(30)).until(() -> found("pangolin") == 0);
    }

    @Test
    void answerOfADeletedConversationShouldNotBeGivenAgain() {
        String question = "Where do okapis sleep?";
        ada.say(conversation, question).expect(201);
        await().atMost(Duration.ofSeconds(30)).until(() -> cachedInANewConversation(question));
        ada.delete(path).expect(204);
        assertThat(cachedInANewConversation(question)).isFalse();
    }

    private boolean cachedInANewConversation(String question) {
        return ada.say(ada.newConversation(), question)
                .expect(201)
                .json()
                .at("/assistantMessage/cached")
                .asBoolean();
    }

    @Test
    void feedbackShouldBeShownInHistoryAndSearch() {
        JsonNode exchange =
                ada.say(conversation, "Rate this capybara").expect(201).json();
        String answer =
                path + "/messages/" + exchange.at("/assistantMessage/id").asText() + "/feedback";
        String question = path + "/messages/" + exchange.at("/userMessage/id").asText() + "/feedback";
        ada.put(answer, Map.of("rating", "up", "comment", "Lovely")).expect(204);
        assertThat(newest().get("feedback").asText()).isEqualTo("up");
        await().atMost(Duration.ofSeconds(30)).until(() -> found("capybara&feedback=up") == 1);
        ada.put(answer, Map.of("rating", "down")).expect(204);
        assertThat(newest().get("feedback").asText()).isEqualTo("down");
        ada.delete(answer).expect(204);
        ada.delete(answer).expect(204);
        assertThat(newest().get("feedback").isNull()).isTrue();
        await().atMost(Duration.ofSeconds(30)).until(() -> found("capybara&feedback=up") == 0);
        ada.put(question, Map.of("rating", "up")).expect(422);
        ada.put(answer, Map.of("rating", "sideways")).expect(422);
        ada.put(answer, Map.of("comment", "no rating")).expect(422);
        ada.put(answer, Map.of("rating", "up", "comment", "x".repeat(2_001))).expect(422);
    }

    @Test
    void editedQuestionShouldMakeABranch() {
        JsonNode first = ada.say(conversation, "one").expect(201).json();
        JsonNode second = ada.say(conversation, "two").expect(201).json();
        String parent = first.at("/assistantMessage/id").asText();
        JsonNode edited = ada.post(path + "/messages", Map.of("content", "two, edited", "parentId", parent))
                .expect(201)
                .json();
        assertThat(contents(""))
                .startsWith(edited.at("/assistantMessage/content").asText(), "two, edited");
        assertThat(contents("?branch=" + second.at("/userMessage/id").asText()))
                .contains("two")
                .doesNotContain("two, edited");
        Map<String, Object> start = new HashMap<>(Map.of("content", "a new beginning"));
        start.put("parentId", null);
        ada.post(path + "/messages", start).expect(201);
        assertThat(contents("")).hasSize(2).contains("a new beginning");
        assertThat(contents("?branch=" + edited.at("/userMessage/id").asText())).hasSize(4);
    }

    private List<String> ids(String query) {
        return ada.get("/api/v1/conversations" + query)
                .expect(200)
                .json()
                .get("items")
                .findValuesAsText("id");
    }

    private List<String> contents(String query) {
        return ada.get(path + "/messages" + query)
                .expect(200)
                .json()
                .get("items")
                .findValuesAsText("content");
    }

    private JsonNode newest() {
        return ada.get(path + "/messages").expect(200).json().get("items").get(0);
    }

    private long found(String query) {
        return ada.get("/api/v1/search/messages?role=" + (query.contains("feedback") ? "assistant" : "user") + "&q="
                        + query)
                .expect(200)
                .json()
                .at("/total/value")
                .asLong();
    }
}
