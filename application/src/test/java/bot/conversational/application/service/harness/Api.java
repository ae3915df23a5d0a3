package bot.conversational.application.service.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** Calls a service as its users do. Immutable: what adds a header gives another client. */
public final class Api {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();
    public static final String PASSWORD = "correct horse battery";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String base;
    private final Optional<Accounts> accounts;
    private final Map<String, String> headers;
    private final Duration patience;

    /** Of a server that has no accounts of ours. */
    public Api(String base) {
        this(base, Optional.empty(), Map.of(), PATIENCE);
    }

    /** @param accounts of the service that is called */
    public Api(String base, Accounts accounts) {
        this(base, Optional.of(accounts), Map.of(), PATIENCE);
    }

    private Api(String base, Optional<Accounts> accounts, Map<String, String> headers, Duration patience) {
        this.base = base;
        this.accounts = accounts;
        this.headers = headers;
        this.patience = patience;
    }

    /** An answer: its status, its headers and its body as JSON (missing when it is none). */
    public record Answer(int status, java.net.http.HttpHeaders headers, String text) {

        public JsonNode json() {
            try {
                return text.isEmpty() ? JSON.missingNode() : JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("not JSON: " + text, e);
            }
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        public Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError("expected " + expected + " but got " + status + ": " + text);
            }
            return this;
        }
    }

    public Api with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Api(base, accounts, more, patience);
    }

    /** A client that waits so long for an answer. */
    public Api within(Duration time) {
        return new Api(base, accounts, headers, time);
    }

    /** What it sends as a header, empty when it does not. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** A client of the same service with these headers only. */
    public static Api at(Api service, Map<String, String> headers) {
        return new Api(service.base, service.accounts, headers, service.patience);
    }

    /** A client with a new account's session. */
    public Api asNewUser() {
        return asNewUser("user-" + UUID.randomUUID() + "@example.com");
    }

    public Api asNewUser(String email) {
        String token = accounts.orElseThrow().add(email).value();
        Api user = with("Authorization", "Bearer " + token);
        user.get("/api/v1/users/me").expect(200); // from now on the session is known to Redis
        return user;
    }

    public Api logIn(String email) {
        Answer session = patiently(() -> post("/api/v1/sessions", Map.of("email", email, "password", PASSWORD)))
                .expect(201);
        return with("Authorization", "Bearer " + session.json().get("token").asText());
    }

    /** The first answer that is no 429: a machine that is busy elsewhere takes too long to hash a password now and then. */
    public static Answer patiently(Supplier<Answer> call) {
        return Awaitility.await()
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(call::get, answer -> answer.status() != 429);
    }

    /** Makes a conversation and gives its id. */
    public String newConversation() {
        return post("/api/v1/conversations", Map.of())
                .expect(201)
                .json()
                .get("id")
                .asText();
    }

    /** Makes a folder and gives its id. */
    public String newFolder(String name) {
        return post("/api/v1/folders", Map.of("name", name))
                .expect(201)
                .json()
                .get("id")
                .asText();
    }

    public Answer say(String conversation, String content) {
        return post("/api/v1/conversations/" + conversation + "/messages", Map.of("content", content));
    }

    public Answer search(String text) {
        return get("/api/v1/search/messages?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    public Answer get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    public Answer delete(String path) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody());
    }

    public Answer post(String path, Object body) {
        try {
            return with("Content-Type", "application/json").postRaw(path, JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public Answer put(String path, Object body) {
        return sendJson("PUT", path, body);
    }

    public Answer patch(String path, Object body) {
        return sendJson("PATCH", path, body);
    }

    /** Sends JSON; a value that is null needs a map that takes one. */
    private Answer sendJson(String method, String path, Object body) {
        try {
            String json = JSON.writeValueAsString(body);
            return with("Content-Type", "application/json")
                    .send(method, path, HttpRequest.BodyPublishers.ofString(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Sends a text as it is; its type is a header's business. */
    public Answer postRaw(String path, String body) {
        return send("POST", path, HttpRequest.BodyPublishers.ofString(body));
    }

    public Answer send(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body)
                .timeout(patience);
        headers.forEach(request::setHeader);
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a body and hands the answer over while it still comes. */
    public HttpResponse<InputStream> open(String method, String path, Object body) {
        try {
            HttpRequest.BodyPublisher publisher = method.equals("GET") || method.equals("HEAD")
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(base + path)).method(method, publisher);
            request.setHeader("Content-Type", "application/json");
            headers.forEach(request::setHeader);
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where it calls. */
    public String base() {
        return base;
    }

    /** The same session, at another node. */
    public Api at(Node node) {
        return new Api(node.api().base, accounts, headers, patience);
    }

    boolean answers(String path) {
        try {
            return get(path).status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
