package bot.conversational.adapters.postgres.changes;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import org.jdbi.v3.core.Jdbi;

/**
 * Manages the daily partitions of the table {@code changes}. To be called now and then, by any number of nodes: they
 * wait for each other. Both methods give up after a second without a lock, with {@link
 * bot.conversational.domain.shared.DomainException.Unavailable}, so that writers never queue behind them; the next call
 * does the rest.
 */
public final class JdbiChangePartitions {

    private final PostgresGuard calls;

    public JdbiChangePartitions(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    /**
     * Makes the partitions of today (UTC) and the days ahead that do not exist yet.
     *
     * @return how many were made
     */
    public int ensure(int daysAhead) {
        return calls.call(handle -> handle.createQuery("select add_change_partitions(:days)")
                .bind("days", daysAhead)
                .mapTo(Integer.class)
                .one());
    }

    /**
     * Drops the partitions of days before the last {@code daysKept} that every consumer has read; none before there is
     * a consumer.
     *
     * @return how many were dropped
     */
    public int dropRead(int daysKept) {
        return calls.call(handle -> handle.createQuery("select drop_read_change_partitions(:days)")
                .bind("days", daysKept)
                .mapTo(Integer.class)
                .one());
    }

    /** {@link #ensure} and {@link #dropRead}. */
    public void renew(int daysAhead, int daysKept) {
        ensure(daysAhead);
        dropRead(daysKept);
    }
}
