package bot.conversational.adapters.postgres.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connects as soon as the server is there: while nobody answers it tries again and again, until it is interrupted. The pool
 * connects on a thread of its own and would wait longer after each failure, up to five seconds, and so would everyone after
 * the server's return. Its callers never wait longer than they mean to. A server that answers with a refusal, such as of the
 * password, is not asked again.
 */
final class PersistentDataSource extends PGSimpleDataSource {

    private static final long serialVersionUID = 1;
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Cannot connect now: the server starts, stops or recovers. */
    private static final String NOT_NOW = "57P03";

    private static final String NO_CONNECTION = "08";

    @Override
    public Connection getConnection() throws SQLException {
        while (true) {
            try {
                return super.getConnection();
            } catch (SQLException failure) {
                if (!mayPass(failure)) {
                    throw failure;
                }
                pauseAfter(failure);
            }
        }
    }

    private static boolean mayPass(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith(NO_CONNECTION) || state.equals(NOT_NOW));
    }

    private static void pauseAfter(SQLException failure) throws SQLException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
