package bot.conversational.application.service.edges;

import bot.conversational.application.service.harness.Api;
import bot.conversational.domain.session.SessionToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;

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

    static OwnedResources of(Api anybody) {
        String email = "user-" + UUID.randomUUID() + "@example.com";
        Api api = anybody.asNewUser(email);
        String conversation = api.newConversation();
        JsonNode exchange = api.say(conversation, "What do I own?").expect(201).json();
        // Whoever lists no sessions yet has none that a path could name.
        Api.Answer sessions = api.get("/api/v1/sessions");
        String session = sessions.status() == 200
                ? sessions.json().at("/items/0/id").asText()
                : UUID.randomUUID().toString();
        Api.Answer key = api.post("/api/v1/api-keys", Map.of("name", "Own"));
        Api.Answer folder = api.post("/api/v1/folders", Map.of("name", "Own"));
        Api.Answer file = api.with("Content-Type", "text/plain").postRaw("/api/v1/files", "own");
        return new OwnedResources(
                email,
                api,
                conversation,
                exchange.at("/assistantMessage/id").asText(),
                session,
                key.status() == 201
                        ? key.json().get("id").asText()
                        : UUID.randomUUID().toString(),
                file.expect(201).json().get("blob").asText(),
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
                .replace("{token}", "nobody-was-given-this");
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
        if (path.startsWith("/v1/")) {
            return path.startsWith("/v1/responses") ? "resp_" + answer : "conv_" + conversation;
        }
        return path.startsWith("/api/v1/admin") ? user() : conversation;
    }

    /** One that is over, so that another can begin. */
    private String importId() {
        JsonNode there = api.get("/api/v1/imports").expect(200).json().get("items");
        if (!there.isEmpty()) {
            return there.get(0).get("id").asText();
        }
        String id = api.with("Content-Type", SentForm.TYPE)
                .postRaw("/api/v1/imports", SentForm.of("a.jsonl", "{\"id\": \"o\", \"messages\": []}"))
                .expect(202)
                .json()
                .get("id")
                .asText();
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
