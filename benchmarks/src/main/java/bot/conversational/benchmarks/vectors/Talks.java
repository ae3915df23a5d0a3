package bot.conversational.benchmarks.vectors;

import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Workspace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Conversations of everyday words that come by SQL. */
public final class Talks {

    private Talks() {}

    /**
     * Writes conversations of 20 messages.
     *
     * @param from number of the first of the copied users
     * @param to number of the last one
     * @param noted whether as changes, too, so that they are indexed
     */
    public static void write(Engines engines, String database, int from, int to, int conversations, boolean noted) {
        try (Connection connection = engines.connect(database)) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local transaction_timeout = 0");
            }
            try (PreparedStatement write = connection.prepareStatement(Workspace.resource("sql/talks.sql"))) {
                write.setLong(1, from);
                write.setLong(2, to);
                write.setLong(3, conversations);
                write.setBoolean(4, noted);
                write.executeUpdate();
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
