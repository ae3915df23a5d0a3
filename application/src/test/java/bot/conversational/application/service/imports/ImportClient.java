package bot.conversational.application.service.imports;

import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.edges.SentForm;
import bot.conversational.application.service.harness.Api;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A user who imports. */
record ImportClient(Api api) {

    static final String PATH = "/api/v1/imports";

    private static final Set<String> OVER = Set.of("completed", "failed", "cancelled");

    /** Sends a file. */
    Api.Answer send(String name, byte[] file) {
        return send(name, file, "");
    }

    Api.Answer send(String name, byte[] file, String query) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(SentForm.begin(name).getBytes(StandardCharsets.UTF_8));
        form.writeBytes(file);
        form.writeBytes(SentForm.END.getBytes(StandardCharsets.UTF_8));
        return api.with("Content-Type", SentForm.TYPE)
                .send("POST", PATH + query, BodyPublishers.ofByteArray(form.toByteArray()));
    }

    JsonNode show(String id) {
        return api.get(PATH + "/" + id).expect(200).json();
    }

    /** Waits for the end of an import, and shows it. */
    JsonNode awaitEnd(String id) {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> show(id), it -> OVER.contains(it.get("status").asText()));
    }

    /** Imports a file to its end. */
    JsonNode imported(String name, byte[] file) {
        return awaitEnd(send(name, file).expect(202).json().get("id").asText());
    }

    static byte[] zip(Map<String, byte[]> members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /**
     * A conversation of an export of ChatGPT, of questions and answers in turn.
     *
     * @param more fields of the conversation, each with a comma behind it
     */
    static String conversation(String id, int messages, String more) {
        StringBuilder nodes = new StringBuilder();
        for (int i = 0; i < messages; i++) {
            nodes.append(i == 0 ? "" : ",").append("""
                            "n%d": {"parent": %s, "message": {"author": {"role": "%s"}, "create_time": %d,
                             "content": {"content_type": "text", "parts": ["Message %d of %s about wombats"]}}}
                            """.formatted(
                            i,
                            i == 0 ? "null" : "\"n" + (i - 1) + "\"",
                            i % 2 == 0 ? "user" : "assistant",
                            1_704_103_200 + i,
                            i,
                            id));
        }
        return "{\"conversation_id\": \"" + id + "\", " + more + "\"title\": \"Talk " + id + "\", \"mapping\": {"
                + nodes + "}}";
    }

    /** Many of them. */
    static byte[] conversations(int count, int messages) {
        StringBuilder all = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            all.append(i == 0 ? "" : ",\n").append(conversation("c" + i, messages, ""));
        }
        return all.append("]").toString().getBytes(StandardCharsets.UTF_8);
    }
}
