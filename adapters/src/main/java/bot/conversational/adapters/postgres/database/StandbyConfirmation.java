package bot.conversational.adapters.postgres.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.jdbi.v3.core.transaction.DelegatingTransactionHandler;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jdbi.v3.core.transaction.TransactionHandler;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * Makes a commit that the standby did not confirm a failure. Where commits wait for a synchronous standby, a statement
 * that is cancelled during that wait is committed on the primary all the same: PostgreSQL says that it succeeded and adds
 * a warning. When the primary is lost in that moment, the commit is lost with it. So it counts as unknown, as when the
 * connection had broken.
 *
 * <p>The driver keeps the warning with the statement. It is read where every statement passes, and every commit of a
 * transaction. The warning came with the answer: reading it asks nobody.
 */
final class StandbyConfirmation implements StatementCustomizer {

    /** statement_completion_unknown */
    static final String STATE = "40003";

    /** The server's function that waits for the standby. A warning's text is in the server's language, this is not. */
    private static final String ROUTINE = "SyncRepWaitForLSN";

    private StandbyConfirmation() {}

    /** Has all statements and transactions checked. */
    static void demand(Jdbi jdbi) {
        jdbi.getConfig(SqlStatements.class).addCustomizer(new StandbyConfirmation());
        jdbi.setTransactionHandler(new TimedCommits(LocalTransactionHandler.binding()));
    }

    /** Also of a query: a statement that commits by itself does so before its rows can be read. */
    @Override
    public void afterExecution(PreparedStatement statement, StatementContext context) throws SQLException {
        check(statement.getWarnings());
    }

    private static void check(@Nullable SQLWarning first) throws SQLException {
        for (@Nullable SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            if (isOfCancelledWait(warning)) {
                throw new SQLTransientException(
                        "The standby did not confirm the commit in time: it may be lost with the primary.", STATE);
            }
        }
    }

    private static boolean isOfCancelledWait(SQLWarning warning) {
        if (!(warning instanceof PSQLWarning ofServer)) {
            return false;
        }
        @Nullable ServerErrorMessage message = ofServer.getServerErrorMessage();
        return message != null && ROUTINE.equals(message.getRoutine());
    }

    /**
     * Commits by a statement, which is cancelled in time like any other. The driver's own commit would wait until the
     * socket is given up, and the connection with it.
     */
    private static final class TimedCommits extends DelegatingTransactionHandler {

        TimedCommits(TransactionHandler delegate) {
            super(delegate);
        }

        @Override
        public void commit(Handle handle) {
            try (Statement commit = handle.getConnection().createStatement()) {
                @Nullable
                Integer timeout = handle.getConfig(SqlStatements.class).getQueryTimeout();
                commit.setQueryTimeout(timeout == null ? 0 : timeout);
                commit.execute("commit");
                check(commit.getWarnings());
            } catch (SQLException unknown) {
                throw new TransactionException("The commit failed.", unknown);
            }
            super.commit(handle); // nothing is left to commit: this asks nobody
        }

        /** Each handle has a transaction of its own. */
        @Override
        public TransactionHandler specialize(Handle handle) throws SQLException {
            return new TimedCommits(getDelegate().specialize(handle));
        }
    }
}
