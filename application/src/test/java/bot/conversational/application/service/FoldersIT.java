package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.PausedEngine;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a user may do with folders and tags, and that models are told what a folder says. */
class FoldersIT {

    private static final String FOLDERS = "/api/v1/folders";
    private static final String CONVERSATIONS = "/api/v1/conversations";

    private final Api ada = Deployment.sharedNode().api().asNewUser();
    private final Api eve = Deployment.sharedNode().api().asNewUser();
    private final String folder = ada.newFolder("Größe 😀");
    private final String path = FOLDERS + "/" + folder;

    @Test
    void folderShouldBeMadeChangedListedAndDeleted() {
        JsonNode made = ada.get(path).expect(200).json();
        assertThat(made.get("name").asText()).isEqualTo("Größe 😀");
        assertThat(made.get("parentId").isNull()).isTrue();
        String below = made("Below", Map.of("parentId", folder, "systemPrompt", "Be brief."));
        String behind = ada.newFolder("Behind");
        assertThat(ids(FOLDERS)).containsExactly(folder, below, behind);

        JsonNode edited = ada.patch(FOLDERS + "/" + behind, Map.of("name", "First", "position", 0))
                .expect(200)
                .json();
        assertThat(edited.get("name").asText()).isEqualTo("First");
        Map<String, Object> cleared = new HashMap<>();
        List.of("parentId", "systemPrompt").forEach(field -> cleared.put(field, null));
        JsonNode top = ada.patch(FOLDERS + "/" + below, cleared).expect(200).json();
        cleared.keySet().forEach(field -> assertThat(top.get(field).isNull()).isTrue());

        ada.delete(path).expect(204);
        ada.delete(path).expect(404);
        ada.get(path).expect(404);
        ada.patch(path, Map.of("name", "gone")).expect(404);
        assertThat(ids(FOLDERS)).containsExactlyInAnyOrder(behind, below);
    }

    @Test
    void badFoldersShouldBeRefused() {
        ada.post(FOLDERS, Map.of()).expect(422);
        ada.post(FOLDERS, Map.of("name", " ")).expect(422);
        ada.post(FOLDERS, Map.of("name", "two\nlines")).expect(422);
        ada.post(FOLDERS, Map.of("name", "x".repeat(101))).expect(422);
        ada.post(FOLDERS, Map.of("name", "x", "position", -1)).expect(422);
        ada.post(FOLDERS, Map.of("name", "x", "colour", "red")).expect(400);
        ada.patch(path, Collections.singletonMap("name", null)).expect(422);
        String below = made("Below", Map.of("parentId", folder));
        for (String parent :
                List.of(below, eve.newFolder("Eve's"), UUID.randomUUID().toString())) {
            ada.post(FOLDERS, Map.of("name", "x", "parentId", parent)).expect(422);
            ada.patch(path, Map.of("parentId", parent)).expect(422);
        }
        ada.patch(path, Map.of("parentId", folder)).expect(422);
    }

    @Test
    void foreignFolderShouldBeAsAbsentAsNone() {
        String conversation = ada.newConversation();
        for (String other : List.of(eve.newFolder("Eve's"), UUID.randomUUID().toString())) {
            ada.get(FOLDERS + "/" + other).expect(404);
            ada.patch(FOLDERS + "/" + other, Map.of("name", "mine")).expect(404);
            ada.delete(FOLDERS + "/" + other).expect(404);
            ada.post(CONVERSATIONS, Map.of("folderId", other)).expect(422);
            ada.patch(CONVERSATIONS + "/" + conversation, Map.of("folderId", other))
                    .expect(422);
            assertThat(ids(CONVERSATIONS + "?folder=" + other)).isEmpty();
        }
        eve.patch(CONVERSATIONS + "/" + conversation, Map.of("folderId", eve.newFolder("Eve's other")))
                .expect(404);
        assertThat(ada.get(CONVERSATIONS + "/" + conversation)
                        .json()
                        .get("folderId")
                        .isNull())
                .isTrue();
        assertThat(ids(CONVERSATIONS)).containsExactly(conversation);
    }

    @Test
    void conversationsShouldBeFiledAndListed() {
        String kept = ada.post(
                        CONVERSATIONS,
                        Map.of("title", "Kept", "folderId", folder, "tags", List.of(" Work ", "WORK", "a")))
                .expect(201)
                .json()
                .get("id")
                .asText();
        String other = ada.newConversation();
        JsonNode shown = ada.get(CONVERSATIONS + "/" + kept).expect(200).json();
        assertThat(shown.get("folderId").asText()).isEqualTo(folder);
        assertThat(shown.get("tags")).extracting(JsonNode::asText).containsExactly("Work", "a");
        assertThat(ids(CONVERSATIONS + "?folder=" + folder)).containsExactly(kept);
        assertThat(ids(CONVERSATIONS + "?folder=none")).containsExactly(other);
        assertThat(ids(CONVERSATIONS + "?tag=work")).containsExactly(kept);
        assertThat(ids("/api/v1/search/titles?q=kept&tag=work&folder=" + folder))
                .containsExactly(kept);
        assertThat(ids("/api/v1/search/titles?q=kept&folder=none")).isEmpty();
        ada.get(CONVERSATIONS + "?folder=some").expect(400);
        ada.get(CONVERSATIONS + "?tag=").expect(422);
        JsonNode tags = ada.get("/api/v1/tags").expect(200).json().get("items");
        assertThat(tags.findValuesAsText("tag")).containsExactly("a", "Work");
        assertThat(tags.findValuesAsText("conversations")).containsExactly("1", "1");

        ada.delete(path).expect(204);
        JsonNode left = ada.get(CONVERSATIONS + "/" + kept).expect(200).json();
        assertThat(left.get("folderId").isNull()).isTrue();
        assertThat(left.get("tags")).hasSize(2);
        JsonNode untagged = ada.patch(CONVERSATIONS + "/" + kept, Collections.singletonMap("tags", null))
                .expect(200)
                .json();
        assertThat(untagged.get("tags")).isEmpty();
    }

    @Test
    void badTagsShouldBeRefused() {
        String conversation = CONVERSATIONS + "/" + ada.newConversation();
        List<String> many =
                java.util.stream.IntStream.range(0, 21).mapToObj(n -> "tag" + n).toList();
        ada.patch(conversation, Map.of("tags", many)).expect(422);
        ada.patch(conversation, Map.of("tags", many.subList(0, 20))).expect(200);
        ada.patch(conversation, Map.of("tags", List.of("x".repeat(41)))).expect(422);
        ada.patch(conversation, Map.of("tags", List.of(" "))).expect(422);
        ada.patch(conversation, Map.of("tags", Collections.singletonList(null))).expect(422);
        ada.patch(conversation, Map.of("tags", List.of("a\u0000b"))).expect(400);
        ada.patch(conversation, Map.of("tags", "work")).expect(400);
    }

    @Test
    void modelShouldBeToldWhatTheFolderSays() {
        String conversation = in(folder);
        int bare = promptTokens(conversation, "the same words");
        int told = bare + grows(conversation, bare, "Answer like a long-winded owl. ".repeat(40));
        try (PausedEngine redis = PausedEngine.freeze(Engines.redis())) {
            told += grows(conversation, told, "Answer like an even more long-winded owl. ".repeat(90));
        }
        String answer = ada.get(CONVERSATIONS + "/" + conversation + "/messages")
                .json()
                .at("/items/0/id")
                .asText();
        JsonNode again = ada.post(CONVERSATIONS + "/" + conversation + "/messages/" + answer + "/regenerate", Map.of())
                .expect(201)
                .json();
        assertThat(again.at("/assistantMessage/usage/promptTokens").asInt()).isGreaterThan(bare + 400);
        JsonNode response = ada.post(
                        "/v1/responses",
                        Map.of("model", "offline", "input", "Well?", "conversation", "conv_" + conversation))
                .expect(200)
                .json();
        assertThat(response.at("/usage/input_tokens").asInt()).isGreaterThan(bare + 400);

        ada.patch(CONVERSATIONS + "/" + conversation, Collections.singletonMap("folderId", null))
                .expect(200);
        assertThat(promptTokens(conversation, "and outside")).isLessThan(told - 200);
        ada.patch(CONVERSATIONS + "/" + conversation, Map.of("folderId", folder))
                .expect(200);
        assertThat(promptTokens(conversation, "and inside")).isGreaterThan(bare + 400);
        ada.delete(path).expect(204);
        assertThat(promptTokens(conversation, "and without a folder")).isLessThan(told - 200);
    }

    /** By how much more than two hundred tokens the prompt has. */
    private int grows(String conversation, int before, String prompt) {
        ada.patch(path, Map.of("systemPrompt", prompt)).expect(200);
        int after = promptTokens(conversation, "some more words");
        assertThat(after).isGreaterThan(before + 200);
        return after - before;
    }

    @Test
    void answersShouldBeReusedOnlyWhereTheFolderSaysTheSame() {
        ada.patch(path, Map.of("systemPrompt", "Be brief.")).expect(200);
        String question = "What is " + UUID.randomUUID() + "?";
        assertThat(cached(in(folder), question)).isFalse();
        await().until(() -> cached(in(folder), question));
        assertThat(cached(in(made("Same", Map.of("systemPrompt", "Be brief."))), question))
                .isTrue();
        assertThat(cached(in(made("Other", Map.of("systemPrompt", "Be long."))), question))
                .isFalse();
        assertThat(cached(ada.newConversation(), question)).isFalse();
        ada.patch(path, Map.of("systemPrompt", "Be kind.")).expect(200);
        assertThat(cached(in(folder), question)).isFalse();
    }

    @Test
    void siblingsAndBranchesShouldLeadToEachOther() {
        String conversation = ada.newConversation();
        String messages = CONVERSATIONS + "/" + conversation + "/messages";
        JsonNode first = ada.say(conversation, "First?").expect(201).json();
        String answer = first.at("/assistantMessage/id").asText();
        String again = ada.post(messages + "/" + answer + "/regenerate", Map.of())
                .expect(201)
                .json()
                .at("/assistantMessage/id")
                .asText();

        JsonNode page = ada.get(messages + "?siblings=true").expect(200).json().get("items");
        assertThat(page.at("/0/id").asText()).isEqualTo(again);
        assertThat(page.at("/0/siblings")).extracting(JsonNode::asText).containsExactly(answer, again);
        assertThat(page.at("/1/siblings")).hasSize(1);
        JsonNode other =
                ada.get(messages + "?siblings=true&branch=" + answer).json().get("items");
        assertThat(other.at("/0/id").asText()).isEqualTo(answer);
        assertThat(other.at("/0/siblings")).isEqualTo(page.at("/0/siblings"));
        assertThat(ada.get(messages).json().at("/items/0").has("siblings")).isFalse();
        eve.get(messages + "?siblings=true").expect(404);
    }

    private boolean cached(String conversation, String question) {
        return ada.say(conversation, question)
                .expect(201)
                .json()
                .at("/assistantMessage/cached")
                .asBoolean();
    }

    private String in(String id) {
        return ada.post(CONVERSATIONS, Map.of("folderId", id))
                .expect(201)
                .json()
                .get("id")
                .asText();
    }

    private String made(String name, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("name", name);
        return ada.post(FOLDERS, body).expect(201).json().get("id").asText();
    }

    private List<String> ids(String list) {
        return ada.get(list).expect(200).json().get("items").findValuesAsText("id");
    }

    private int promptTokens(String conversation, String question) {
        return ada.say(conversation, question)
                .expect(201)
                .json()
                .at("/assistantMessage/usage/promptTokens")
                .asInt();
    }
}
