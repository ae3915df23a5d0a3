package bot.conversational.application.service.imports;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What exports and imports of our own form say of folders and tags. */
class FiledConversationsIT {

    /** Folders come before the conversations in them. */
    private static final String OURS = """
        {"format":"conversational-bot","version":1,"folder":{"id":"w","name":"Work","parentId":null,"position":0}}
        {"format":"conversational-bot","version":1,"folder":{"id":"d","name":"Deep","parentId":"w","position":5,\
        "systemPrompt":"Be deep."}}
        {"format":"conversational-bot","version":1,"conversation":{"id":"o","title":"Ours","folderId":"d",\
        "tags":[" Budget ","budget","%s"]},"messages":[{"id":"1","role":"user","content":"Hi"}]}
        """.formatted("x".repeat(41));

    private final Node node = Deployment.sharedNode();

    private static String folder(Api user, Map<String, Object> body) {
        return user.post("/api/v1/folders", body).expect(201).json().get("id").asText();
    }

    @Test
    void conversationShouldBeExportedWithItsFolderAndTags() {
        Api ada = node.api().asNewUser();
        String id = ada.newConversation();
        ada.say(id, "Where am I?").expect(201);
        String top = folder(ada, Map.of("name", "Work", "systemPrompt", "Be on top."));
        String below = folder(ada, Map.of("name", "Deep", "parentId", top, "systemPrompt", "Be deep."));
        ada.patch("/api/v1/conversations/" + id, Map.of("folderId", below, "tags", List.of("Größe", "b")))
                .expect(200);

        JsonNode conversation = ada.get("/api/v1/conversations/" + id + "/export")
                .expect(200)
                .json()
                .get("conversation");

        assertThat(conversation.get("folderId").asText()).isEqualTo(below);
        assertThat(conversation.get("tags").toString()).isEqualTo("[\"Größe\",\"b\"]");
        assertThat(conversation.get("folder").toString())
                .isEqualTo("{\"id\":\"%s\",\"name\":\"Deep\",\"parentName\":\"Work\",\"systemPrompt\":\"Be deep.\"}"
                        .formatted(below));
        String lines = ada.get("/api/v1/users/me/export").expect(200).text();
        assertThat(lines.split("Be deep", -1)).as("said once").hasSize(2);
        assertThat(lines.indexOf("\"folder\":{")).isLessThan(lines.indexOf("\"conversation\":{"));
    }

    @Test
    void foldersAndTagsOfOurOwnFormShouldBeTakenOver() {
        ImportClient ada = new ImportClient(node.api().asNewUser());
        folder(ada.api(), Map.of("name", "Work"));
        byte[] file = OURS.getBytes(StandardCharsets.UTF_8);
        String dry = ada.send("ours.jsonl", file, "?dryRun=true")
                .expect(202)
                .json()
                .get("id")
                .asText();
        assertThat(ada.awaitEnd(dry).at("/warnings/tagsDropped").asInt()).isEqualTo(1);
        assertThat(ada.api().get("/api/v1/folders").json().get("items")).hasSize(1);

        JsonNode done = ada.imported("ours.jsonl", file);

        assertThat(done.at("/conversations/imported").asInt()).isEqualTo(1);
        assertThat(done.at("/warnings/tagsDropped").asInt()).isEqualTo(1);
        assertThat(done.at("/warnings/foldersMissing").asInt()).isZero();
        JsonNode folders = ada.api().get("/api/v1/folders").expect(200).json().get("items");
        assertThat(folders).hasSize(2);
        JsonNode deep = folders.get(1);
        assertThat(deep.get("name").asText()).isEqualTo("Deep");
        assertThat(deep.get("parentId")).isEqualTo(folders.get(0).get("id"));
        assertThat(deep.get("systemPrompt").asText()).isEqualTo("Be deep.");
        JsonNode found = ada.api()
                .get("/api/v1/conversations?tag=budget&folder=" + deep.get("id").asText())
                .expect(200)
                .json()
                .get("items");
        assertThat(found).hasSize(1);
        assertThat(found.at("/0/tags").toString()).isEqualTo("[\"Budget\"]");
        assertThat(ada.imported("ours.jsonl", file)
                        .at("/conversations/unchanged")
                        .asInt())
                .isEqualTo(1);
        assertThat(ada.api().get("/api/v1/folders").json().get("items")).hasSize(2);
    }
}
