package bot.conversational.application.service.edges;

import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.domain.session.SessionToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A user with something of each kind that a path can name. */
record OwnedResources(
        String email,
        Api api,
        String conversation,
        String answer,
        String session,
        String key,
        String blob,
        String folder) {

    private static final Map<String, String> EXPORTS = new ConcurrentHashMap<>();

    static OwnedResources of(Api anybody) {
        String email = "user-" + UUID.randomUUID() + "@example.com";
        Api api = anybody.asNewUser(email);
        String conversation = api.newConversation();
        Api.Answer file = api.with("Content-Type", "text/plain").postRaw("/api/v1/files", "own of " + email);
        String blob = file.expect(201).json().get("blob").asText();
        JsonNode exchange = api.post(
                        "/api/v1/conversations/" + conversation + "/messages",
                        Map.of(
                                "parts",
                                List.of(
                                        Map.of("type", "text", "text", "What do I own?"),
                                        Map.of("type", "file", "mediaType", "text/plain", "blob", blob))))
                .expect(201)
                .json();
        // Whoever lists no sessions yet has none that a path could name.
        Api.Answer sessions = api.get("/api/v1/sessions");
        String session = sessions.status() == 200
                ? sessions.json().at("/items/0/id").asText()
                : UUID.randomUUID().toString();
        Api.Answer key = api.post("/api/v1/api-keys", Map.of("name", "Own"));
        Api.Answer folder = api.post("/api/v1/folders", Map.of("name", "Own"));
        return new OwnedResources(
                email,
                api,
                conversation,
                exchange.at("/assistantMessage/id").asText(),
                session,
                key.status() == 201
                        ? key.json().get("id").asText()
                        : UUID.randomUUID().toString(),
                blob,
                folder.status() == 201
                        ? folder.json().get("id").asText()
                        : UUID.randomUUID().toString());
    }

    /** The route's path with this user's things in it, and what its query must have. */
    String path(Route route) {
        String query = route.path().contains("/search/") ? "?q=own" : "";
        return withIds(route.path()) + query;
    }

    private String withIds(String path) {
        String filled = path.replace("{id}", idIn(path))
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
            return key;
        }
        if (path.startsWith("/api/v1/folders")) {
            return folder;
        }
        if (path.startsWith("/api/v1/imports")) {
            return importId();
        }
        if (path.startsWith("/api/v1/shares")) {
            return share("id");
        }
        if (path.startsWith("/api/v1/exports")) {
            return exported();
        }
        if (path.startsWith("/v1/")) {
            return path.startsWith("/v1/responses") ? "resp_" + answer : "conv_" + conversation;
        }
        return path.startsWith("/api/v1/admin") ? user() : conversation;
    }

    /** A field of the share of the conversation, with its file; one of nobody's where other calls deleted these. */
    private String share(String field) {
        JsonNode there = api.get("/api/v1/shares").expect(200).json().get("items");
        if (!there.isEmpty()) {
            return there.get(0).get(field).asText();
        }
        Api.Answer made = api.post(
                "/api/v1/conversations/" + conversation + "/shares", Map.of("visibility", "link", "files", true));
        return made.status() == 404
                ? UUID.randomUUID().toString()
                : made.expect(201).json().get(field).asText();
    }

    /** An export that is completed, made once for each user. */
    private String exported() {
        return EXPORTS.computeIfAbsent(email, owner -> newExport());
    }

    /** One of nobody's where another call has an export made. */
    private String newExport() {
        Api.Answer made = api.send("POST", "/api/v1/exports", BodyPublishers.noBody());
        if (made.status() == 409) {
            return UUID.randomUUID().toString();
        }
        String id = made.expect(202).json().get("id").asText();
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            Api.Answer now = api.get("/api/v1/exports/" + id);
            return now.status() == 404
                    || now.expect(200).json().get("status").asText().equals("completed");
        });
        return id;
    }

    /** One that is over, so that another can begin. */
    private String importId() {
        JsonNode there = api.get("/api/v1/imports").expect(200).json().get("items");
        if (!there.isEmpty()) {
            return there.get(0).get("id").asText();
        }
        Api.Answer made = api.with("Content-Type", SentForm.TYPE)
                .postRaw("/api/v1/imports", SentForm.of("a.jsonl", "{\"id\": \"o\", \"messages\": []}"));
        if (made.status() == 409) {
            return importId(); // that of another call
        }
        String id = made.expect(202).json().get("id").asText();
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
