package bot.conversational.benchmarks.stack;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Many users with a conversation each. The service writes one conversation, by its own API; the others are copies of that,
 * made by SQL, so that they are what the service would have written. All have the same context, and so, with a response
 * cache that all users share, what was answered in one of them is answered in all.
 */
public final class ClonedUsers {

    private static final Map<String, String> ACCOUNT =
            Map.of("email", "first@example.com", "password", "correct horse battery");

    /**
     * A user.
     *
     * @param messages path of his conversation's messages
     */
    public record One(String messages, String token) {

        /** What makes a wrk script ask for this as him. */
        public String line(String path) {
            return path + " " + token + "\n";
        }
    }

    private final Api api;
    private final String token;
    private final String conversation;

    private ClonedUsers(Api api) {
        this.api = api;
        api.post("/api/v1/users", ACCOUNT, "");
        this.token = api.post("/api/v1/sessions", ACCOUNT, "").path("token").asText();
        this.conversation =
                api.post("/api/v1/conversations", Map.of(), token).path("id").asText();
    }

    /** Registers the user whose conversation is to be copied, and begins that. */
    public static ClonedUsers first(Service.Node node) {
        return new ClonedUsers(new Api(node.url()));
    }

    /** Goes on with the first conversation. */
    public void ask(String content, int times) {
        for (int i = 0; i < times; i++) {
            api.post("/api/v1/conversations/" + conversation + "/messages", Map.of("content", content), token);
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

    /** Gives the users of these numbers so many conversations more, which have a title and nothing else. */
    public static void addTitles(Engines engines, String database, int from, int to, int each) {
        try (Connection connection = engines.connect(database);
                PreparedStatement add = connection.prepareStatement(Workspace.resource("sql/titles.sql"))) {
            add.setLong(1, from);
            add.setLong(2, to);
            add.setLong(3, each);
            add.executeUpdate();
            try (var statement = connection.createStatement()) {
                statement.execute("vacuum analyze conversations");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file with a line "PATH TOKEN" for each of these users. */
    public static Path targets(Workspace workspace, Engines engines, String database, int from, int to) {
        return workspace.write(
                "targets-" + from + ".txt",
                list(engines, database, from, to).stream()
                        .map(one -> one.line(one.messages()))
                        .collect(Collectors.joining()));
    }

    /** These users. */
    public static List<One> list(Engines engines, String database, int from, int to) {
        List<One> users = new ArrayList<>();
        try (Connection connection = engines.connect(database);
                PreparedStatement select = connection.prepareStatement(Workspace.resource("sql/tokens.sql"))) {
            select.setLong(1, from);
            select.setLong(2, to);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String[] parts = rows.getString(1).split(" ");
                    users.add(new One(parts[0], parts[1]));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return users;
    }
}
