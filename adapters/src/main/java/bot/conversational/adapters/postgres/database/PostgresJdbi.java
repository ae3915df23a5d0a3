package bot.conversational.adapters.postgres.database;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** Makes the one {@link Jdbi} that the stores share. */
public final class PostgresJdbi {

    /** How long a statement may take, in a service that has no reason to say otherwise. */
    public static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(2);

    /** The least that Jdbi can cope with: it takes two characters off for an ellipsis. */
    private static final int NOTHING_SHOWN = 2;

    private PostgresJdbi() {}

    /** With {@link #STATEMENT_TIMEOUT}. */
    public static Jdbi create(DataSource dataSource) {
        return create(dataSource, STATEMENT_TIMEOUT);
    }

    /**
     * With a timeout of the caller's.
     *
     * @param dataSource of connections that commit by themselves and have the
     *     {@linkplain PostgresDataSourceProperties properties} for the same timeout
     * @param statementTimeout whole seconds, at least one
     */
    public static Jdbi create(DataSource dataSource, Duration statementTimeout) {
        Jdbi jdbi = Jdbi.create(dataSource);
        // Not Jdbi's PostgresPlugin: it asks every new connection for types and large objects that nothing here uses.
        jdbi.registerArgument(new DomainArgumentFactory());
        StandbyConfirmation.demand(jdbi);
        if (dataSource instanceof HikariDataSource pool) {
            jdbi.getConfig(PostgresBreaker.class).watch(() -> PostgresPool.isBusy(pool), () -> PostgresPool.drop(pool));
        }
        jdbi.registerArrayType(UUID.class, "uuid");
        jdbi.registerArrayType(Long.class, "int8");
        jdbi.registerArrayType(Integer.class, "int4");
        jdbi.registerArrayType(String.class, "text");
        SqlStatements statements = jdbi.getConfig(SqlStatements.class);
        statements.setQueryTimeout(Math.toIntExact(statementTimeout.toSeconds()));
        // Parameters are people's messages: neither an exception nor a flight recording may show them.
        statements.setJfrParamMaxLength(NOTHING_SHOWN);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return jdbi;
    }
}
