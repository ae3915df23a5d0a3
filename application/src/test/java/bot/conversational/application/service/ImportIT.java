package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that imports recordings. */
class ImportIT {

    private static final String LINES = """
        {"id": "one", "title": "Old talk", "source": "x", "messages": [\
        {"role": "user", "text": "Where do axolotls live?", "created_at": "2024-02-29T10:00:00Z"}, \
        {"role": "tool", "text": "{}", "created_at": null, "name": "lookup"}, \
        {"role": "assistant", "text": "In Lake Xochimilco.", "created_at": "2024-02-29T10:00:05Z"}]}
        not JSON
        {"id": "two", "title": null, "messages": [{"role": "user", "text": "Another thing", "created_at": null}]}
        """;

    private static final String QUESTION = """
        "q": {"parent": null, "message": {"author": {"role": "user"}, "create_time": 1704103200,
         "content": {"content_type": "text", "parts": ["Who lives on Rottnest?"]}}}
        """;
    private static final String ANSWER = """
        "a": {"parent": "q", "message": {"author": {"role": "assistant"}, "create_time": 1704103205,
         "metadata": {"model_slug": "model-g"}, "content": {"content_type": "text", "parts": ["Quokkas do."]}}}
        """;

    @Test
    void importShouldBringConversationsInOnceAndDateThemBack(@TempDir Path folder) throws IOException {
        Deployment deployment = Deployment.fresh(Map.of());
        Path file = folder.resolve("recordings.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(LINES.getBytes(StandardCharsets.UTF_8));
        }
        try (Node node = deployment.startInProcess()) {
            String email = "ada-" + UUID.randomUUID() + "@example.com";
            Api ada = node.api().asNewUser(email);
            String[] command = {"import", "config.yml", "--user", email, file.toString()};

            assertThat(deployment.command(command).endsWith(0).output())
                    .contains("2 conversations imported (3 messages), 0 extended, 0 unchanged, 1 skipped");
            assertThat(deployment.command(command).endsWith(0).output())
                    .contains("0 conversations imported (0 messages), 0 extended, 2 unchanged, 1 skipped");

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                JsonNode found = ada.search("xochimilco").expect(200).json();
                assertThat(found.get("items")).hasSize(1);
                assertThat(found.at("/items/0/message/createdAt").asText()).isEqualTo("2024-02-29T10:00:05.000Z");
                assertThat(found.at("/items/0/conversation/title").asText()).isEqualTo("Old talk");
            });
            deployment
                    .command("import", "config.yml", "--user", "nobody@example.com", file.toString())
                    .endsWith(1);
            takeAnExport(deployment, ada, email, folder);
        }
    }

    private static void takeAnExport(Deployment deployment, Api ada, String email, Path folder) throws IOException {
        Path older = export(folder, "older.zip", QUESTION);
        Path newer = export(folder, "newer.zip", QUESTION + "," + ANSWER);

        assertThat(deployment
                        .command("import", "config.yml", "--user", email, "--dry-run", older.toString())
                        .endsWith(0)
                        .output())
                .contains("1 conversations can be imported (1 messages), 0 extended, 0 unchanged, 0 skipped");
        assertThat(imported(deployment, email, older))
                .contains("1 conversations imported (1 messages), 0 extended, 0 unchanged, 0 skipped")
                .contains("user.json: has 1 entries that are no conversations");
        assertThat(imported(deployment, email, newer))
                .contains("0 conversations imported (1 messages), 1 extended, 0 unchanged, 0 skipped");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode found = ada.search("quokkas").expect(200).json();
            assertThat(found.get("items")).hasSize(1);
            assertThat(found.at("/items/0/message/createdAt").asText()).isEqualTo("2024-01-01T10:00:05.000Z");
            assertThat(found.at("/items/0/message/model").asText()).isEqualTo("model-g");
            String conversation = found.at("/items/0/conversation/id").asText();
            JsonNode history = ada.get("/api/v1/conversations/" + conversation + "/messages")
                    .expect(200)
                    .json();
            assertThat(history.get("items")).hasSize(2);
        });
    }

    private static String imported(Deployment deployment, String email, Path file) {
        return deployment
                .command("import", "config.yml", "--user", email, file.toString())
                .endsWith(0)
                .output();
    }

    private static Path export(Path folder, String name, String nodes) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("conversations-000.json"));
            zip.write(("[{\"conversation_id\": \"g\", \"title\": \"Island\", \"mapping\": {" + nodes + "}}]")
                    .getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("user.json"));
            zip.write("{}".getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
