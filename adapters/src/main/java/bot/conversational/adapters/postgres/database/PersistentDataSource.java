package bot.conversational.adapters.postgres.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connects as soon as the server is available: until then it retries, until it is interrupted. The pool connects on a
 * thread of its own and would wait longer after each failure, up to five seconds. All callers would wait as long after
 * the server's return. Callers never wait longer than their timeout. A server that refuses, such as a wrong password,
 * is not called again.
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
