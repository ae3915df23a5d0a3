package bot.conversational.adapters.postgres.changes;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.domain.indexing.DatabaseVersion;
import bot.conversational.domain.indexing.maintenance.DatabaseIdentity;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** {@link DatabaseIdentity} in the one row of the table of that name. */
public final class JdbiDatabaseIdentity implements DatabaseIdentity {

    private static final int CHANGES = 10_000;

    private final PostgresGuard calls;

    public JdbiDatabaseIdentity(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public DatabaseVersion advance() {
        return calls.call(handle -> handle.createQuery("""
                        insert into source_lineage as l (lineage, number) values (gen_random_uuid(), 1)
                            on conflict (one) do update set number = l.number + 1
                        returning lineage, number
                        """)
                .map((row, context) -> new DatabaseVersion(Columns.uuid(row, "lineage"), row.getLong("number")))
                .one());
    }

    @Override
    public void renew(UUID replaced) {
        calls.run(handle -> handle.createUpdate(
                        "update source_lineage set lineage = gen_random_uuid() where lineage = :replaced")
                .bind("replaced", replaced)
                .execute());
        while (adoptChanges() == CHANGES) {
            // More of them.
        }
    }

    /**
     * Changes that were dumped on another server have its transaction numbers. This server may reach those only years
     * later. Until then no follower would read them, and they would count as backlog. So they become current changes.
     */
    private int adoptChanges() {
        return calls.call(
                handle -> handle.createUpdate("""
                        update changes c
                           set xid = pg_current_xact_id()
                          from (select day, position
                                  from changes
                                 where xid >= pg_snapshot_xmax(pg_current_snapshot())
                                 limit :limit) foreign_change
                         where c.day = foreign_change.day and c.position = foreign_change.position
                        """).bind("limit", CHANGES).execute());
    }
}
