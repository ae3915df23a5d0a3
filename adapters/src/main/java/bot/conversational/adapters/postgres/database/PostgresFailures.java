package bot.conversational.adapters.postgres.database;

import bot.conversational.domain.shared.DomainException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;

/**
 * Translates errors of the database into the domain's terms, by SQLSTATE (PostgreSQL's manual, appendix A). An error
 * that a later attempt may cure is {@link DomainException.Unavailable}; all others are bugs.
 */
public final class PostgresFailures {

    /** Connection lost, out of resources, cancelled or shut down by an operator, system error, lost a race. */
    private static final Set<String> CURABLE_CLASSES = Set.of("08", "53", "57", "58", "40");

    private static final Set<String> CURABLE_STATES = Set.of(
            "55P03", // lock_not_available: a lock timeout
            "25P03", // idle_in_transaction_session_timeout
            "25P04", // transaction_timeout
            ReadOnlyServer.STATE); // a standby answered, while another server takes over

    private static final Set<String> LOST_RACES = Set.of("40001", "40P01");

    private PostgresFailures() {}

    static DomainException translate(JdbiException failure) {
        return isCurable(failure)
                ? new DomainException.Unavailable("The database is unavailable or too slow.", failure)
                : new DomainException.Broken("The database refused a statement.", failure);
    }

    /**
     * Whether the server said nothing, or that it is shutting down, starting, failing or a standby.
     *
     * @param poolIsBusy whether a connection could not be had only because all are at work
     */
    static boolean isSilence(JdbiException failure, BooleanSupplier poolIsBusy) {
        if (failure instanceof ConnectionException) {
            return !poolIsBusy.getAsBoolean();
        }
        return sqlState(failure)
                .filter(state -> state.startsWith("08")
                        || state.startsWith("57P")
                        || state.startsWith("58")
                        || state.equals(ReadOnlyServer.STATE))
                .isPresent();
    }

    /** Whether the statement was rolled back only because it met another: a serialization failure or a deadlock. */
    static boolean lostRace(JdbiException failure) {
        return sqlState(failure).filter(LOST_RACES::contains).isPresent();
    }

    private static boolean isCurable(JdbiException failure) {
        // No connection could be had: refused, timed out, or the pool is used up, each with its own pool's exception.
        if (failure instanceof ConnectionException) {
            return true;
        }
        if (sqlException(failure).filter(PostgresFailures::isTransient).isPresent()) {
            return true;
        }
        return sqlState(failure)
                .filter(state -> CURABLE_STATES.contains(state)
                        || (state.length() == 5 && CURABLE_CLASSES.contains(state.substring(0, 2))))
                .isPresent();
    }

    private static boolean isTransient(SQLException exception) {
        return exception instanceof SQLTimeoutException || exception instanceof SQLTransientException;
    }

    private static Optional<String> sqlState(JdbiException failure) {
        return sqlException(failure).map(SQLException::getSQLState);
    }

    private static Optional<SQLException> sqlException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException exception) {
                return Optional.of(exception);
            }
        }
        return Optional.empty();
    }
}
