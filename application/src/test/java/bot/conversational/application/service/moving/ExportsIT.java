package bot.conversational.application.service.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.edges.SentForm;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ServiceProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What users take away: one conversation, or all that there is of them. */
class ExportsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXPORTS = "/api/v1/exports";

    private final Node node = Deployment.sharedNode();
    private final Api ada = node.api().asNewUser();

    private static String said(Api api, String title, String question) {
        String id = api.post("/api/v1/conversations", Map.of("title", title, "systemPrompt", "Be brief."))
                .expect(201)
                .json()
                .get("id")
                .asText();
        api.say(id, question).expect(201);
        return id;
    }

    private static String path(String conversation) {
        return "/api/v1/conversations/" + conversation + "/export";
    }

    private static JsonNode export(Api api) {
        return api.send("POST", EXPORTS, BodyPublishers.noBody()).expect(202).json();
    }

    private static JsonNode awaitEnd(Api api, String id) {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> api.get(EXPORTS + "/" + id).expect(200).json(),
                        it -> Set.of("completed", "failed")
                                .contains(it.get("status").asText()));
    }

    @Test
    void conversationShouldBeExportedWithAllItsBranches() throws IOException {
        String id = said(ada, "A/B: \"wombats\" ?", "First?");
        JsonNode messages = ada.get("/api/v1/conversations/" + id + "/messages").json();
        String answer = messages.at("/items/0/id").asText();
        ada.post("/api/v1/conversations/" + id + "/messages/" + answer + "/regenerate", Map.of())
                .expect(201);
        ada.put(
                        "/api/v1/conversations/" + id + "/messages/" + answer + "/feedback",
                        Map.of("rating", "up", "comment", "Yes!"))
                .expect(204);

        Api.Answer exported = ada.get(path(id)).expect(200);

        assertThat(exported.header("Content-Disposition"))
                .isEqualTo("attachment; filename*=UTF-8''A_B_%20_wombats_%20_.json");
        JsonNode json = exported.json();
        assertThat(json.get("format").asText()).isEqualTo("conversational-bot");
        assertThat(json.get("version").asInt()).isEqualTo(1);
        assertThat(json.at("/conversation/systemPrompt").asText()).isEqualTo("Be brief.");
        assertThat(json.get("messages")).hasSize(3);
        assertThat(json.at("/messages/1/feedback").asText()).isEqualTo("up");
        assertThat(json.at("/messages/1/feedbackComment").asText()).isEqualTo("Yes!");
        assertThat(json.at("/messages/1/parentId")).isEqualTo(json.at("/messages/0/id"));
        assertThat(json.at("/messages/2/parentId")).isEqualTo(json.at("/messages/0/id"));
        JsonNode branch = ada.get(path(id) + "?branch=" + answer).expect(200).json();
        assertThat(branch.get("messages")).hasSize(2);
        assertThat(branch.at("/messages/1/id").asText()).isEqualTo(answer);

        node.api().asNewUser().get(path(id)).expect(404);
        ada.get(path(id) + "?branch=" + "01890000-0000-7000-8000-000000000000").expect(404);
        ada.get(path(id) + "?format=pdf").expect(400);
    }

    /** No line of a text is markup of the document: all are quoted, in their own order. */
    @Test
    void markdownShouldHoldWhateverIsWritten() {
        String id = said(ada, "# Not `a` heading [x](y)", "```\nopen fence\n\n# heading\r\n## User, now\u2028- list");
        for (int i = 0; i < 3; i++) {
            ada.say(id, "Question " + i).expect(201);
        }

        Api.Answer exported = ada.get(path(id) + "?format=markdown").expect(200);

        assertThat(exported.header("Content-Type")).isEqualToIgnoringCase("text/markdown;charset=UTF-8");
        List<String> lines = exported.text().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("# \\# Not \\`a\\` heading \\[x\\]\\(y\\)");
        assertThat(lines.stream().filter(line -> line.startsWith("## ")))
                .hasSize(8)
                .allMatch(line -> line.matches("## (User|Assistant \\(.*\\)), 20\\S+Z"));
        assertThat(lines.stream().skip(1)).allMatch(line -> line.isEmpty() || line.matches("(?s)(Begun |## |>).*"));
        assertThat(exported.text().indexOf("Question 0"))
                .isLessThan(exported.text().indexOf("Question 2"));
    }

    @Test
    void accountShouldBeStreamedAsLinesWithoutSecrets() {
        String conversation = said(ada, "Streamed", "What is in it?");
        String key = ada.post("/api/v1/api-keys", Map.of("name", "Mine"))
                .expect(201)
                .json()
                .get("key")
                .asText();
        ada.with("Content-Type", "text/plain")
                .postRaw("/api/v1/files", "a file")
                .expect(201);
        ada.post("/api/v1/folders", Map.of("name", "Empty")).expect(201);
        String recorded = "{\"id\": \"l\", \"messages\": [{\"role\": \"user\", \"text\": \"Hi\"}]}";
        ada.with("Content-Type", SentForm.TYPE)
                .postRaw("/api/v1/imports?dryRun=true", SentForm.of("a.jsonl", recorded))
                .expect(202);
        String token = ada.post("/api/v1/conversations/" + conversation + "/shares", Map.of("visibility", "link"))
                .expect(201)
                .json()
                .get("token")
                .asText();

        Api.Answer exported = ada.get("/api/v1/users/me/export").expect(200);

        List<String> lines = exported.text().lines().toList();
        Set<String> kinds = new TreeSet<>();
        for (String line : lines) {
            parse(line).fieldNames().forEachRemaining(kinds::add);
        }
        assertThat(kinds)
                .contains(
                        "account",
                        "session",
                        "apiKey",
                        "share",
                        "import",
                        "folder",
                        "file",
                        "conversation",
                        "messages",
                        "complete");
        assertThat(parse(lines.getLast()).get("complete").asBoolean()).isTrue();
        assertThat(exported.text())
                .contains("What is in it?")
                .doesNotContain(key)
                .doesNotContain(token)
                .doesNotContain(ada.header("Authorization").substring("Bearer ".length()));
        node.api().get("/api/v1/users/me/export").expect(401);
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new IllegalStateException(line, e);
        }
    }

    @Test
    void zipShouldHaveEverythingAndBeItsOwnersOnly() throws IOException {
        said(ada, "Zipped", "Is it in the zip?");
        ada.post("/api/v1/folders", Map.of("name", "Zipped folder")).expect(201);
        byte[] bytes = new byte[3_000_000];
        new Random(5).nextBytes(bytes);
        String blob = ada.with("Content-Type", "application/octet-stream")
                .send("POST", "/api/v1/files", BodyPublishers.ofByteArray(bytes))
                .expect(201)
                .json()
                .get("blob")
                .asText();

        String id = export(ada).get("id").asText();
        JsonNode ended = awaitEnd(ada, id);

        assertThat(ended.get("status").asText()).isEqualTo("completed");
        assertThat(ended.get("progress").asDouble()).isEqualTo(1);
        HttpResponse<InputStream> answer = ada.open("GET", EXPORTS + "/" + id + "/file", "");
        byte[] zip = answer.body().readAllBytes();
        assertThat(zip).hasSize(ended.get("size").asInt());
        assertThat(member(zip, "conversations-00001.jsonl")).asString().contains("Is it in the zip?");
        assertThat(member(zip, "folders.jsonl")).asString().contains("Zipped folder");
        assertThat(member(zip, "files.jsonl")).asString().contains(blob);
        assertThat(member(zip, "account.jsonl")).asString().contains("\"account\"");
        assertThat(member(zip, "files/" + blob)).isEqualTo(bytes);

        Api bob = node.api().asNewUser();
        bob.get(EXPORTS + "/" + id).expect(404);
        bob.get(EXPORTS + "/" + id + "/file").expect(404);
        bob.delete(EXPORTS + "/" + id).expect(404);
        String next = export(ada).get("id").asText();
        ada.get(EXPORTS + "/" + id).expect(404);
        awaitEnd(ada, next);
        ada.delete(EXPORTS + "/" + next).expect(204);
        ada.get(EXPORTS + "/" + next + "/file").expect(404);
        ada.delete(EXPORTS + "/" + next).expect(404);
    }

    private static byte[] member(byte[] zip, String name) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return in.readAllBytes();
                }
            }
        }
        throw new IllegalArgumentException(name + " is missing");
    }

    @Test
    void exportThatIsTooLargeShouldFailAndExpiredOneBeGone() throws SQLException {
        Deployment small = Deployment.fresh(Map.of("EXPORTS_MAX_BYTES", "1000"));
        try (Node other = small.startInProcess()) {
            Api bob = other.api().asNewUser();
            bob.with("Content-Type", "application/octet-stream")
                    .send("POST", "/api/v1/files", BodyPublishers.ofByteArray(new byte[2_000]))
                    .expect(201);

            String id = export(bob).get("id").asText();

            assertThat(awaitEnd(bob, id).get("problem").asText()).contains("too large");
            bob.get(EXPORTS + "/" + id + "/file").expect(409);
            sql(small, "update exports set expires_at = now() - interval '1 second'");
            bob.get(EXPORTS + "/" + id).expect(404);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> rows(small, "exports") + rows(small, "export_chunks") == 0);
        }
    }

    /** The node dies in the middle of it; another begins it again. */
    @Test
    void exportShouldSurviveItsNode() throws Exception {
        Deployment deployment = Deployment.fresh(Map.of());
        String id;
        try (ServiceProcess first = deployment.start()) {
            Api ada = first.api().asNewUser("ada@example.com");
            said(ada, "Survivor", "Does it survive?");
            byte[] bytes = new byte[5_000_000];
            new Random(6).nextBytes(bytes);
            for (int i = 0; i < 4; i++) {
                bytes[0] = (byte) i;
                ada.with("Content-Type", "application/octet-stream")
                        .send("POST", "/api/v1/files", BodyPublishers.ofByteArray(bytes))
                        .expect(201);
            }
            id = export(ada).get("id").asText();
            ada.send("POST", EXPORTS, BodyPublishers.noBody()).expect(409);
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> rows(deployment, "export_chunks") > 0);
            first.kill();
        }
        sql(deployment, "update exports set status = 'running', lease_until = now() - interval '1 second'");
        try (Node second = deployment.startInProcess()) {
            Api ada = second.api().logIn("ada@example.com");
            assertThat(awaitEnd(ada, id).get("status").asText()).isEqualTo("completed");
            byte[] zip =
                    ada.open("GET", EXPORTS + "/" + id + "/file", "").body().readAllBytes();
            assertThat(member(zip, "conversations-00001.jsonl")).asString().contains("Does it survive?");
        }
    }

    private static long rows(Deployment deployment, String table) throws SQLException {
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static int sql(Deployment deployment, String update) throws SQLException {
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(update);
        }
    }
}
