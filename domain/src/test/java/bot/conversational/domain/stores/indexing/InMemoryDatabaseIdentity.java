package bot.conversational.domain.stores.indexing;

import bot.conversational.domain.indexing.DatabaseVersion;
import bot.conversational.domain.indexing.maintenance.DatabaseIdentity;
import bot.conversational.domain.stores.InMemoryDatabase;
import java.util.UUID;

/** An identity in memory, which a test can take back as a restore would. */
public final class InMemoryDatabaseIdentity implements DatabaseIdentity {

    private final InMemoryDatabase database;
    private DatabaseVersion last = new DatabaseVersion(UUID.randomUUID(), 0);

    public InMemoryDatabaseIdentity(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public DatabaseVersion advance() {
        return database.call(() -> last = new DatabaseVersion(last.lineage(), last.number() + 1));
    }

    @Override
    public void renew(UUID replaced) {
        database.call(() ->
                last = last.lineage().equals(replaced) ? new DatabaseVersion(UUID.randomUUID(), last.number()) : last);
    }

    /** Forgets the last versions. */
    public void goBack(long versions) {
        database.call(() -> last = new DatabaseVersion(last.lineage(), last.number() - versions));
    }
}
