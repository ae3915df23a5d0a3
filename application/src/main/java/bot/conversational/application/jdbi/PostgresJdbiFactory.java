package bot.conversational.application.jdbi;

import bot.conversational.adapters.postgres.database.PostgresJdbi;
import bot.conversational.adapters.postgres.database.StatementNames;
import bot.conversational.application.config.PostgresConfiguration;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.jdbi3.JdbiFactory;
import org.jdbi.v3.core.Jdbi;

/**
 * Makes the service's {@link Jdbi}. Dropwizard closes the pool when the service ends, asks the server in the health
 * check {@code postgresql}, and times each statement by its {@linkplain StatementNames name}; all else is the
 * adapter's.
 */
public final class PostgresJdbiFactory extends JdbiFactory {

    private static final String NAME = "postgresql";

    private PostgresJdbiFactory() {
        super(statement -> StatementNames.of(statement.getRawSql()));
    }

    /** Connects on threads of its own: the server need not be there yet. */
    public static Jdbi build(Environment environment, PostgresConfiguration configuration) {
        return new PostgresJdbiFactory().build(environment, new HikariDataSourceFactory(configuration), NAME);
    }

    @Override
    protected Jdbi newInstance(ManagedDataSource dataSource) {
        return PostgresJdbi.create(dataSource);
    }

    /** Adds nothing: no store has SQL objects or Guava's types, which Dropwizard's plugins are for. */
    @Override
    protected void configure(Jdbi jdbi) {}
}
