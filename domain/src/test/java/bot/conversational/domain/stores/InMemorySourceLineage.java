package bot.conversational.domain.stores;

import bot.conversational.domain.search.SourceMark;
import bot.conversational.domain.upkeep.SourceLineage;
import java.util.UUID;

/** A lineage in memory, which a test can take back as a restore would. */
public final class InMemorySourceLineage implements SourceLineage {

    private final InMemoryDatabase database;
    private SourceMark last = new SourceMark(UUID.randomUUID(), 0);

    public InMemorySourceLineage(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public SourceMark advance() {
        return database.call(() -> last = new SourceMark(last.lineage(), last.number() + 1));
    }

    @Override
    public void renew(UUID replaced) {
        database.call(
                () -> last = last.lineage().equals(replaced) ? new SourceMark(UUID.randomUUID(), last.number()) : last);
    }

    /** Forgets the last marks. */
    public void goBack(long marks) {
        database.call(() -> last = new SourceMark(last.lineage(), last.number() - marks));
    }
}
