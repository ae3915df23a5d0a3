package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.retention.RetentionStore;
import bot.conversational.domain.user.RetentionRule;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** {@link RetentionStore} on the tables {@code conversations} and {@code retention_receipts}. */
public final class JdbiRetentionStore implements RetentionStore {

    /** Rows that a statement deletes, well within its time. */
    private static final int BATCH = 2_000;

    /** A user of a stretch, and whether others may follow. */
    private record Looked(Idle idle, boolean goesOn) {}

    private final PostgresGuard calls;
    private final String look = SqlFile.read("retention/look");
    private final String delete = SqlFile.read("retention/delete");

    public JdbiRetentionStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public Stretch look(RetentionRule rule, Optional<UserId> after, int users) {
        List<Looked> rows = calls.call(handle -> handle.createQuery(look)
                .bind("days", rule.days())
                .bind("after", after)
                .bind("users", users)
                .map((row, context) -> new Looked(
                        new Idle(
                                new UserId(Columns.uuid(row, "id")),
                                row.getInt("conversations"),
                                row.getLong("messages")),
                        row.getBoolean("goes_on")))
                .list());
        return new Stretch(
                rows.stream()
                        .map(Looked::idle)
                        .filter(idle -> idle.conversations() > 0)
                        .toList(),
                rows.stream()
                        .filter(Looked::goesOn)
                        .map(looked -> looked.idle().user())
                        .findFirst());
    }

    @Override
    public Idle delete(RetentionRule rule, UserId user, int limit, UUID receipt) {
        return calls.write(
                user,
                handle -> handle.createQuery(delete)
                        .bind("days", rule.days())
                        .bind("user", user)
                        .bind("limit", limit)
                        .bind("receipt", receipt)
                        .map((row, context) -> new Idle(user, row.getInt("conversations"), row.getLong("messages")))
                        .one());
    }

    @Override
    public boolean deleteOldReceipts() {
        return calls.call(handle -> handle.createUpdate("""
                        with old as materialized (
                            select user_id, id
                              from retention_receipts
                             where at < now() - :days * interval '1 day'
                             order by at
                             limit :batch
                               for update skip locked
                        )
                        delete from retention_receipts r
                         using old
                         where r.user_id = old.user_id and r.id = old.id
                        """)
                        .bind("days", RECEIPTS_KEPT)
                        .bind("batch", BATCH)
                        .execute())
                == BATCH;
    }
}
