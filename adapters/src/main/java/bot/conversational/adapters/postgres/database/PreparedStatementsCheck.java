package bot.conversational.adapters.postgres.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Whether connections have their prepared statements to themselves. Behind a pooler that lends connections by transaction
 * and does not track statements they have not: every node would fail, each call in its own way.
 */
public final class PreparedStatementsCheck {

    /** A statement of this name exists, or does not. */
    private static final Set<String> MIXED_UP = Set.of("42P05", "26000");

    private static final int ROUNDS = 3;

    private PreparedStatementsCheck() {}

    /**
     * Looks by two connections that prepare different statements in turn. A pooler that nobody else uses lends both the
     * same connection of the server.
     *
     * @return whether they get in each other's way; false when the server is unavailable, which others find out
     */
    public static boolean mixedUp(String url, String user, String password) {
        PGSimpleDataSource server = PostgresPool.server(new PGSimpleDataSource(), url, user, password);
        try (Connection one = server.getConnection();
                Connection other = server.getConnection()) {
            for (int round = 0; round < ROUNDS; round++) {
                first(one);
                second(other);
            }
            return false;
        } catch (SQLException failure) {
            String state = failure.getSQLState();
            return state != null && MIXED_UP.contains(state);
        }
    }

    private static void first(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 'one' where 1 = ?")) {
            statement.setInt(1, 1);
            statement.execute();
        }
    }

    private static void second(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 'two' where 1 = ? and 2 = ?")) {
            statement.setInt(1, 1);
            statement.setInt(2, 2);
            statement.execute();
        }
    }
}
