package bot.conversational.adapters.postgres.database;

import org.jdbi.v3.core.Jdbi;

/** The keys that all nodes share, made by the first migration. */
public final class JdbiSecrets {

    private final PostgresGuard calls;

    public JdbiSecrets(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    /**
     * The key that cursors are sealed with, 32 bytes.
     *
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the store is unavailable
     */
    public byte[] cursorSeal() {
        return calls.call(handle -> handle.createQuery("select value from secrets where name = 'cursor-seal'")
                .mapTo(byte[].class)
                .one());
    }
}
