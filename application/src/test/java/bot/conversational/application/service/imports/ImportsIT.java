package bot.conversational.application.service.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.edges.SentForm;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Imports from the file that is sent to the conversations that are found. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportsIT {

    private static final int MOST = 8_000_000;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Deployment deployment =
            Deployment.fresh(Map.of("IMPORTS_MAX_BYTES", String.valueOf(MOST), "FILES_MAX_BYTES_PER_USER", "1000"));
    private final Node node = deployment.startInProcess();

    @AfterAll
    void stop() {
        node.close();
    }

    private ImportClient newUser() {
        return new ImportClient(node.api().asNewUser());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] png(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) size);
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, 0, bytes, 0, 8);
        return bytes;
    }

    private static void assertCounts(JsonNode shown, int imported, int extended, int unchanged, int skipped) {
        JsonNode counts = shown.get("conversations");
        assertThat(counts.toString())
                .isEqualTo("{\"imported\":%d,\"extended\":%d,\"unchanged\":%d,\"skipped\":%d}"
                        .formatted(imported, extended, unchanged, skipped));
    }

    @Test
    void conversationsShouldBeInOnceAndGrowWithANewerExport() {
        ImportClient ada = newUser();
        String one = ImportClient.conversation("one", 2, "\"is_archived\": true, ");
        String two = ImportClient.conversation("two", 3, "\"pinned_time\": 1704103200.5, ");
        byte[] older = bytes("[" + one + "," + two + ", {\"conversation_id\": \"x\", \"title\": \"Empty\"}]");

        JsonNode begun =
                ada.send("C:\\exports\\chat gpt.json", older).expect(202).json();
        assertThat(begun.get("status").asText()).isEqualTo("queued");
        assertThat(begun.get("fileName").asText()).isEqualTo("chat gpt.json");
        assertThat(begun.get("format").asText()).isEqualTo("chatgpt");
        JsonNode done = ada.awaitEnd(begun.get("id").asText());
        assertThat(done.get("status").asText()).as(done.toString()).isEqualTo("completed");
        assertCounts(done, 2, 0, 0, 1);
        assertThat(done.get("messages").asInt()).isEqualTo(5);
        assertThat(done.get("progress").asDouble()).isEqualTo(1);
        assertThat(done.at("/problems/0/where").asText()).isEqualTo("chat gpt.json, entry 3");
        assertThat(done.at("/problems/0/why").asText()).isEqualTo("has no messages");

        assertCounts(ada.imported("again.json", older), 0, 0, 2, 1);
        JsonNode newer =
                ada.imported("newer.json", bytes("[" + one + "," + ImportClient.conversation("two", 5, "") + "]"));
        assertCounts(newer, 0, 1, 1, 0);
        assertThat(newer.get("messages").asInt()).isEqualTo(2);

        JsonNode shown =
                ada.api().get("/api/v1/conversations").expect(200).json().get("items");
        assertThat(shown).hasSize(1);
        assertThat(shown.at("/0/pinned").asBoolean()).isTrue();
        assertThat(shown.at("/0/messageCount").asInt()).isEqualTo(5);
        assertThat(ada.api()
                        .get("/api/v1/conversations?archived=true")
                        .json()
                        .at("/items/0/title")
                        .asText())
                .isEqualTo("Talk one");
        JsonNode list = ada.api().get("/api/v1/imports?limit=2").expect(200).json();
        assertThat(list.at("/items/0/id")).isEqualTo(newer.get("id"));
        assertThat(ada.api()
                        .get("/api/v1/imports?cursor=" + list.get("nextCursor").asText())
                        .json()
                        .at("/items/0/id"))
                .isEqualTo(begun.get("id"));
        awaitFound(ada, 7);
    }

    @Test
    void whatWasDeletedShouldComeBackAndGoAgainAsOftenAsItsUserLikes() {
        ImportClient ada = newUser();
        byte[] export = bytes("[" + ImportClient.conversation("one", 3, "") + "]");
        for (int round = 0; round < 3; round++) {
            assertCounts(ada.imported("again.json", export), 1, 0, 0, 0);
            awaitFound(ada, 3);
            JsonNode shown = ada.api().get("/api/v1/conversations").json().at("/items/0");
            ada.api()
                    .delete("/api/v1/conversations/" + shown.get("id").asText())
                    .expect(204);
            assertThat(ada.api().get("/api/v1/conversations").json().get("items"))
                    .isEmpty();
            awaitFound(ada, 0);
        }
    }

    private static void awaitFound(ImportClient user, int messages) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(user.api().search("wombats").json().get("items"))
                                .hasSize(messages));
    }

    @Test
    void filesOfAnArchiveShouldBeStoredAsFarAsThereIsRoom() throws IOException {
        ImportClient ada = newUser();
        String file = """
                "f%d": {"parent": null, "message": {"author": {"role": "user"}, "create_time": 17041032%02d,
                 "content": {"content_type": "multimodal_text", "parts": ["Look %d", {"content_type":
                 "image_asset_pointer", "asset_pointer": "sediment://%s"}]}, "metadata": {"attachments":
                 [{"id": "%s", "name": "photo.png", "mime_type": "image/png"}]}}}
                """;
        String nodes = String.join(
                ",",
                file.formatted(1, 1, 1, "file_0001", "file_0001"),
                file.formatted(2, 2, 2, "file-Abc2", "file-Abc2"),
                file.formatted(3, 3, 3, "file_0003", "file_0003"));
        byte[] archive = ImportClient.zip(Map.of(
                "conversations-000.json",
                bytes("[{\"id\": \"p\", \"title\": \"Pictures\", \"mapping\": {" + nodes + "}}]"),
                "conversation_asset_file_names.json",
                bytes("{\"file_0001.dat\": \"first.png\"}"),
                "file_0001.dat",
                png(600),
                "images/file-Abc2-second.png",
                png(601)));

        JsonNode done = ada.imported("export.zip", archive);

        assertCounts(done, 1, 0, 0, 0);
        assertThat(done.at("/warnings/filesMissing").asInt())
                .as("two of each that is not there")
                .isEqualTo(4);
        assertThat(done.get("problems").toString()).contains("file-Abc2-second.png", "too many bytes");
        String id =
                ada.api().get("/api/v1/conversations").json().at("/items/0/id").asText();
        JsonNode messages = ada.api()
                .get("/api/v1/conversations/" + id + "/messages?limit=200")
                .json();
        assertThat(messages.get("items")).hasSize(1);
        assertThat(ada.api()
                        .get("/api/v1/conversations/" + id)
                        .json()
                        .get("messageCount")
                        .asInt())
                .isEqualTo(3);
        String blob = blob(ada, "Look 1");
        assertThat(ada.api().get("/api/v1/files/" + blob).expect(200).header("Content-Type"))
                .isEqualTo("image/png");
        assertCounts(ada.imported("export.zip", archive), 0, 0, 1, 0);
    }

    /** Of the image in the message that a search finds. */
    private String blob(ImportClient ada, String text) throws IOException {
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select p ->> 'blob' from messages, jsonb_array_elements(parts) p"
                                + " where content = '" + text + "' and p ->> 'type' = 'image'")) {
            assertThat(row.next()).as("there is an image").isTrue();
            String blob = row.getString(1);
            assertThat(row.next()).as("there is only one").isFalse();
            assertThat(ada.api().get("/api/v1/files/" + blob).status()).isEqualTo(200);
            return blob;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    @Test
    void dryRunShouldStoreNothing() {
        ImportClient ada = newUser();
        JsonNode begun = ada.send("a.json", ImportClient.conversations(30, 2), "?dryRun=true")
                .expect(202)
                .json();
        JsonNode done = ada.awaitEnd(begun.get("id").asText());

        assertThat(done.get("dryRun").asBoolean()).isTrue();
        assertCounts(done, 30, 0, 0, 0);
        assertThat(done.get("messages").asInt()).isEqualTo(60);
        assertThat(ada.api().get("/api/v1/conversations").json().get("items")).isEmpty();
    }

    @Test
    void whatCannotBeImportedShouldBeRefusedAtOnce() throws IOException {
        ImportClient ada = newUser();
        assertThat(ada.send("webui.json", bytes("[{\"chat\": {\"history\": {\"messages\": {}}}}]"))
                        .expect(422)
                        .text())
                .contains("not supported");
        assertThat(ada.send("other.json", bytes("[{\"a\": 1}]")).expect(422).text())
                .contains("no conversation");
        ada.send("empty.json", new byte[0]).expect(422);
        ada.send("bomb.zip", ImportClient.zip(Map.of("a.json", new byte[40_000_000])))
                .expect(422);
        ada.send("climbs.zip", ImportClient.zip(Map.of("../a.json", bytes("[]"))))
                .expect(422);
        ada.send("nested.zip", ImportClient.zip(Map.of("a.zip", ImportClient.zip(Map.of("a.json", bytes("[]"))))))
                .expect(422);
        ada.send("large.json", new byte[MOST + 1]).expect(413);
        ada.send("larger.json", new byte[MOST + 100_000]).expect(413);
        ada.api().post("/api/v1/imports", Map.of()).expect(415);
        Api form = ada.api().with("Content-Type", SentForm.TYPE);
        String whole = SentForm.of("a.json", ImportClient.conversation("a", 1, ""));
        form.postRaw("/api/v1/imports", whole.replace("name=\"file\"", "name=\"data\""))
                .expect(422);
        form.postRaw("/api/v1/imports", whole.substring(0, whole.length() / 2)).expect(400);
        ada.api()
                .with("Content-Type", "multipart/form-data")
                .postRaw("/api/v1/imports", whole)
                .expect(400);
        form.postRaw("/api/v1/imports?dryRun=perhaps", whole).expect(400);
        assertThat(ada.api().get("/api/v1/imports").json().get("items")).isEmpty();
    }

    @Test
    void secondImportShouldWaitForTheFirstWhichCanBeCancelled() throws SQLException {
        ImportClient ada = newUser();
        String id = ada.send("long.json", ImportClient.conversations(4_000, 8))
                .expect(202)
                .json()
                .get("id")
                .asText();
        ada.send("second.json", bytes(ImportClient.conversation("a", 1, ""))).expect(409);
        await().pollInterval(Duration.ofMillis(100))
                .until(() -> ada.show(id).at("/conversations/imported").asInt() > 0);

        ada.api().delete("/api/v1/imports/" + id).expect(204);

        JsonNode over = ada.show(id);
        assertThat(over.get("status").asText()).isEqualTo("cancelled");
        int imported = over.at("/conversations/imported").asInt();
        assertCounts(ada.imported("second.json", bytes(ImportClient.conversation("a", 1, ""))), 1, 0, 0, 0);
        assertThat(ada.show(id)).as("nothing more is added").isEqualTo(over);
        assertThat(count("select count(*) from conversations c join imports i on i.user_id = c.user_id where i.id = '"
                        + id + "'"))
                .isEqualTo(imported + 1);
        ada.api().delete("/api/v1/imports/" + id).expect(204);
        await().atMost(SOON)
                .until(() -> count("select count(*) from import_chunks where import_id = '" + id + "'") == 0);
    }

    @Test
    void fileInWhichNothingIsFoundLaterShouldFail() {
        ImportClient ada = newUser();
        JsonNode done =
                ada.imported("a.json", bytes("[{\"conversation_id\": \"e\", \"title\": \"E\", \"mapping\": {}}]"));
        assertThat(done.get("status").asText()).isEqualTo("failed");
        assertThat(done.get("reason").asText()).contains("no conversation");
        assertCounts(done, 0, 0, 0, 1);
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
