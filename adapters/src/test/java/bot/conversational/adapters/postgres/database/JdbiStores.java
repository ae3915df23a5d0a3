package bot.conversational.adapters.postgres.database;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.PausedEngine;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.Stores;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/** Lets the adapters pass the contracts of the stores; away is frozen, which is worse than stopped. */
public abstract class JdbiStores implements StoreContract {

    private static final int IMPATIENT_SECONDS = 1;

    private final PGSimpleDataSource connections;
    public final Jdbi jdbi;
    private final Stores stores;

    protected JdbiStores() {
        this(TestDatabase.shared());
    }

    /** For tests that work on all that is in a database. */
    protected JdbiStores(TestDatabase database) {
        this(database.connections());
    }

    /** By another way to a database. */
    protected JdbiStores(PGSimpleDataSource connections) {
        this.connections = connections;
        jdbi = PostgresJdbi.create(connections, TestDatabase.STATEMENT_TIMEOUT);
        stores = TestDatabase.stores(jdbi);
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public Stores stores() {
        return stores;
    }

    @Override
    public Outage outage() {
        PausedEngine frozen = PausedEngine.freeze(Engines.postgres());
        int patient = connections.getSocketTimeout();
        // How long the service waits is PostgresFrozenIT's matter; here it only costs time.
        connections.setSocketTimeout(IMPATIENT_SECONDS);
        return () -> {
            frozen.close();
            connections.setSocketTimeout(patient);
        };
    }
}
