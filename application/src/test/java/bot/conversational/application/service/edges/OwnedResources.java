package bot.conversational.application.service.edges;

import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.domain.session.SessionToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A user with something of each kind that a path can name. What other calls deleted is made again when a path names it. */
final class OwnedResources {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final String email;
    private final Api api;
    private final String session;
    private final String blob;
    private String conversation = "";
    private String answer = "";
    private Optional<String> export = Optional.empty();

    private OwnedResources(String email, Api api) {
        this.email = email;
        this.api = api;
        this.session =
                api.get("/api/v1/sessions").expect(200).json().at("/items/0/id").asText();
        this.blob = api.with("Content-Type", "text/plain")
                .postRaw("/api/v1/files", "own of " + email)
                .expect(201)
                .json()
                .get("blob")
                .asText();
        converse();
    }

    static OwnedResources of(Api anybody) {
        String email = "user-" + UUID.randomUUID() + "@example.com";
        return new OwnedResources(email, anybody.asNewUser(email));
    }

    String email() {
        return email;
    }

    Api api() {
        return api;
    }

    String conversation() {
        return conversation;
    }

    String answer() {
        return answer;
    }

    private void converse() {
        conversation = api.newConversation();
        answer = api.post(
                        "/api/v1/conversations/" + conversation + "/messages",
                        Map.of(
                                "parts",
                                List.of(
                                        Map.of("type", "text", "text", "What do I own?"),
                                        Map.of("type", "file", "mediaType", "text/plain", "blob", blob))))
                .expect(201)
                .json()
                .at("/assistantMessage/id")
                .asText();
    }

    private static String made(Api.Answer answer, int status) {
        return answer.expect(status).json().get("id").asText();
    }

    private boolean isGone(String path) {
        return api.get(path).status() == 404;
    }

    /** The route's path with this user's things in it, and what its query must have. */
    String path(Route route) {
        String query = route.path().contains("/search/") ? "?q=own" : "";
        return withIds(route.path()) + query;
    }

    private String withIds(String path) {
        String filled = path.replace("{id}", path.contains("{id}") ? idIn(path) : "")
                .replace("{mid}", answer)
                .replace("{item}", "msg_" + answer)
                .replace("{blob}", blob)
                .replace("{model}", "offline")
                .replace("{sid}", path.contains("{sid}") ? share("id") : "")
                .replace("{token}", path.contains("/shared/") ? share("token") : "nobody-was-given-this");
        if (filled.contains("{")) {
            throw new IllegalStateException("Nobody owns what this path names yet: " + path);
        }
        return filled;
    }

    private String idIn(String path) {
        if (path.startsWith("/api/v1/sessions")) {
            return session;
        }
        if (path.startsWith("/api/v1/api-keys")) {
            return first("/api/v1/api-keys", Map.of("name", "Own"));
        }
        if (path.startsWith("/api/v1/folders")) {
            return first("/api/v1/folders", Map.of("name", "Own"));
        }
        if (path.startsWith("/api/v1/imports")) {
            return importId();
        }
        if (path.startsWith("/api/v1/shares")) {
            return share("id");
        }
        if (path.startsWith("/api/v1/exports")) {
            return exportId();
        }
        if (path.startsWith("/api/v1/admin")) {
            return user();
        }
        converseIfGone();
        if (path.startsWith("/v1/")) {
            return path.startsWith("/v1/responses") ? "resp_" + answer : "conv_" + conversation;
        }
        return conversation;
    }

    /** The answer may be gone without its conversation, as a response or as an item. */
    private void converseIfGone() {
        if (isGone("/v1/responses/resp_" + answer)
                || isGone("/v1/conversations/conv_" + conversation + "/items/msg_" + answer)) {
            converse();
        }
    }

    /** The first of a list, made where there is none. */
    private String first(String list, Map<String, Object> body) {
        JsonNode there = items(list);
        return there.isEmpty()
                ? made(api.post(list, body), 201)
                : there.get(0).get("id").asText();
    }

    private JsonNode items(String list) {
        return api.get(list).expect(200).json().get("items");
    }

    /** A field of the share of the conversation, with its file. */
    private String share(String field) {
        converseIfGone();
        for (JsonNode share : items("/api/v1/shares")) {
            if (share.get("conversationId").asText().equals(conversation)) {
                return share.get(field).asText();
            }
        }
        return api.post(
                        "/api/v1/conversations/" + conversation + "/shares",
                        Map.of("visibility", "link", "files", true))
                .expect(201)
                .json()
                .get(field)
                .asText();
    }

    /** An export that is completed. */
    private String exportId() {
        if (export.isEmpty() || isGone("/api/v1/exports/" + export.get())) {
            export = Optional.of(newExport());
        }
        return export.get();
    }

    /** One at a time is made: another call's comes first. */
    private String newExport() {
        Api.Answer made = await().atMost(A_MINUTE)
                .until(
                        () -> api.send("POST", "/api/v1/exports", BodyPublishers.noBody()),
                        answered -> answered.status() != 409);
        String id = made(made, 202);
        await().atMost(A_MINUTE)
                .until(() -> api.get("/api/v1/exports/" + id)
                        .expect(200)
                        .json()
                        .get("status")
                        .asText()
                        .equals("completed"));
        return id;
    }

    /** One that is over, so that another can begin. */
    private String importId() {
        JsonNode there = items("/api/v1/imports");
        if (!there.isEmpty()) {
            return there.get(0).get("id").asText();
        }
        Api.Answer made = api.with("Content-Type", SentForm.TYPE)
                .postRaw("/api/v1/imports", SentForm.of("a.jsonl", "{\"id\": \"o\", \"messages\": []}"));
        if (made.status() == 409) {
            return importId(); // that of another call
        }
        String id = made(made, 202);
        api.delete("/api/v1/imports/" + id).expect(204);
        return id;
    }

    private String user() {
        return SessionToken.parse(api.header("Authorization").substring("Bearer ".length()))
                .orElseThrow()
                .user()
                .toString();
    }

    String body(Route route) {
        String body = route.body()
                .orElse("")
                .replace("EMAIL", "new-" + UUID.randomUUID() + "@example.com")
                .replace("OWNER", email);
        return route.takesForm() ? SentForm.of("lines.jsonl", body) : body;
    }
}
