package bot.conversational.benchmarks.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/**
 * Many users with a conversation each. The service writes one conversation, by its own API; the others are copies of that,
 * made by SQL, so that they are what the service would have written. All have the same context, and so, with a response
 * cache that all users share, what was answered in one of them is answered in all.
 */
public final class CopiedUsers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> ACCOUNT =
            Map.of("email", "first@example.com", "password", "correct horse battery");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String api;
    private final String token;
    private final String conversation;

    private CopiedUsers(String api) {
        this.api = api;
        post("/users", ACCOUNT, "");
        this.token = post("/sessions", ACCOUNT, "").path("token").asText();
        this.conversation = post("/conversations", Map.of(), token).path("id").asText();
    }

    /** Registers the user whose conversation is to be copied, and begins that. */
    public static CopiedUsers first(Service.Node node) {
        return new CopiedUsers(node.url() + "/api/v1");
    }

    /** Goes on with the first conversation. */
    public void ask(String content, int times) {
        for (int i = 0; i < times; i++) {
            post("/conversations/" + conversation + "/messages", Map.of("content", content), token);
        }
    }

    /** Copies it as it is now, for the users of these numbers. */
    public void copy(Engines engines, String database, int from, int to) {
        try (Connection connection = engines.connect(database)) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("set local transaction_timeout = 0");
            }
            try (PreparedStatement copy = connection.prepareStatement(Workspace.resource("sql/copies.sql"))) {
                copy.setLong(1, from);
                copy.setLong(2, to);
                copy.setString(3, conversation);
                copy.executeUpdate();
            }
            connection.commit();
            connection.setAutoCommit(true);
            try (var statement = connection.createStatement()) {
                statement.execute("vacuum analyze");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file with a line "PATH TOKEN" for each of these users. */
    public static Path targets(Workspace workspace, Engines engines, String database, int from, int to) {
        StringBuilder lines = new StringBuilder();
        try (Connection connection = engines.connect(database);
                PreparedStatement select = connection.prepareStatement(Workspace.resource("sql/tokens.sql"))) {
            select.setLong(1, from);
            select.setLong(2, to);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    lines.append(rows.getString(1)).append('\n');
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return workspace.write("targets-" + from + ".txt", lines.toString());
    }

    private JsonNode post(String path, Map<String, String> body, String bearer) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
            if (!bearer.isEmpty()) {
                request.header("Authorization", "Bearer " + bearer);
            }
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 201) {
                throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
