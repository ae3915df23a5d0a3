package bot.conversational.adapters.postgres.database;

import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.Stores;
import org.jdbi.v3.core.Jdbi;

/** Lets the adapters pass the contracts of the stores; away is frozen, which is worse than stopped. */
public abstract class JdbiStores implements StoreContract {

    private final TestPool pool;
    public final Jdbi jdbi;
    private final Stores stores;

    protected JdbiStores() {
        this(TestDatabase.shared());
    }

    /** For tests that work on all that is in a database. */
    protected JdbiStores(TestDatabase database) {
        this(database.pool());
    }

    /** By another way to a database. */
    protected JdbiStores(TestPool pool) {
        this.pool = pool;
        jdbi = PostgresJdbi.create(pool, TestDatabase.STATEMENT_TIMEOUT);
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
        return pool.freeze();
    }
}
