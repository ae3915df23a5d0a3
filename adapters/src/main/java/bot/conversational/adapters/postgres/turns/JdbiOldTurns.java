package bot.conversational.adapters.postgres.turns;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/**
 * Forgets turns that are long over, and with them their keys; their messages stay. Forgets nodes that are long gone,
 * too. To be called now and then, by any number of nodes.
 */
public final class JdbiOldTurns {

    private static final int BATCH = 1_000;

    private final PostgresGuard calls;

    public JdbiOldTurns(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    /**
     * Forgets one batch of the turns that ended before so long. Comparing with arrays of one has each looked up by its key,
     * in its user's partition alone.
     *
     * @return whether there may be more
     */
    public boolean forget(Duration age) {
        int forgotten = calls.call(handle -> handle.createUpdate("""
                        with old as materialized (
                            select user_id, id from turns
                             where state <> 'running' and ended_at < now() - :age * interval '1 millisecond'
                             limit :batch
                               for update skip locked
                        )
                        delete from turns t
                         using old
                         where t.user_id = any (array[old.user_id]) and t.id = any (array[old.id])
                        """)
                .bind("age", age.toMillis())
                .bind("batch", BATCH)
                .execute());
        calls.run(handle -> handle.createUpdate(
                        "delete from nodes where lease_until < now() - :age * interval '1 millisecond'")
                .bind("age", age.toMillis())
                .execute());
        return forgotten == BATCH;
    }
}
