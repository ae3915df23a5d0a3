package bot.conversational.adapters.postgres.exporting;

import bot.conversational.adapters.postgres.accounts.AuditRow;
import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.exporting.Export;
import bot.conversational.domain.exporting.ExportId;
import bot.conversational.domain.exporting.ExportStore;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** {@link ExportStore} on the tables {@code exports} and {@code export_chunks}; each chunk is a statement of its own. */
public final class JdbiExportStore implements ExportStore {

    /** That one sweep deletes, in less than a second. */
    private static final int SWEPT_CHUNKS = 50;

    private static final int SWEPT_EXPORTS = 20;

    private final PostgresGuard calls;
    private final String add = SqlFile.read("exports/add");
    private final String claim = SqlFile.read("exports/claim");
    private final String append = SqlFile.read("exports/append");
    private final String sweep = SqlFile.read("exports/sweep");

    public JdbiExportStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    /** Accounts that are being erased have no sessions, and so no callers that get as far as this. */
    @Override
    public boolean add(UserId user, Export export, AuditEntry entry) {
        return calls.call(handle -> handle.inTransaction(tx -> {
            boolean there = tx.createQuery("select true from users where id = :user for no key update")
                    .bind("user", user)
                    .mapTo(Boolean.class)
                    .findOne()
                    .isPresent();
            boolean added = there
                    && tx.createQuery(add)
                            .bind("user", user)
                            .bind("id", export.id().value())
                            .bind("createdAt", export.createdAt())
                            .bind("expiresAt", export.expiresAt())
                            .mapTo(Boolean.class)
                            .one();
            if (added) {
                AuditRow.add(tx, entry);
            }
            return added;
        }));
    }

    @Override
    public Optional<Export> find(UserId user, ExportId id, Instant now) {
        return calls.call(handle -> handle.createQuery("""
                        select id, status, progress, size, chunks, problem, created_at, expires_at
                          from exports
                         where user_id = :user and id = :id and status <> 'removed' and expires_at > :now
                        """)
                .bind("user", user)
                .bind("id", id.value())
                .bind("now", now)
                .map((row, context) -> export(row))
                .findOne());
    }

    private static Export export(ResultSet row) throws SQLException {
        return new Export(
                new ExportId(Columns.uuid(row, "id")),
                Columns.constant(Export.Status.class, row.getString("status")),
                row.getDouble("progress"),
                new Export.Written(row.getLong("size"), row.getInt("chunks")),
                Columns.text(row, "problem"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "expires_at"));
    }

    @Override
    public Optional<byte[]> chunk(UserId user, ExportId id, int n) {
        return calls.call(handle -> handle.createQuery("""
                        select c.bytes
                          from exports e
                          join export_chunks c on c.user_id = e.user_id and c.export_id = e.id and c.n = :n
                         where e.user_id = :user and e.id = :id and e.status = 'completed' and c.n < e.chunks
                        """)
                .bind("user", user)
                .bind("id", id.value())
                .bind("n", n)
                .mapTo(byte[].class)
                .findOne());
    }

    @Override
    public boolean remove(UserId user, ExportId id) {
        return calls.call(handle -> {
            boolean removed = handle.createUpdate("""
                            update exports
                               set status = 'removed'
                             where user_id = :user and id = :id and status <> 'removed'
                            """)
                            .bind("user", user)
                            .bind("id", id.value())
                            .execute()
                    > 0;
            if (!removed) {
                PostgresGuard.confirm(handle); // it may be a repeat
            }
            return removed;
        });
    }

    @Override
    public Optional<Claim> claim(Duration lease) {
        return calls.call(handle -> handle.createQuery(claim)
                .bind("lease", lease.toMillis())
                .map((row, context) -> new Claim(
                        new UserId(Columns.uuid(row, "user_id")),
                        new ExportId(Columns.uuid(row, "id")),
                        row.getInt("attempt")))
                .findOne());
    }

    @Override
    public boolean append(Claim claimed, int n, byte[] bytes, double progress, Duration lease) {
        return calls.call(handle -> handle.createQuery(append)
                .bind("user", claimed.user())
                .bind("id", claimed.export().value())
                .bind("attempt", claimed.attempt())
                .bind("n", n)
                .bind("bytes", bytes)
                .bind("length", bytes.length)
                .bind("progress", progress)
                .bind("lease", lease.toMillis())
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public boolean renew(Claim claimed, double progress, Duration lease) {
        return calls.call(handle -> handle.createUpdate("""
                        update exports e
                           set lease_until = clock_timestamp() + :lease * interval '1 millisecond', progress = :progress
                         where e.user_id = :user and e.id = :id and e.attempt = :attempt and e.status = 'running'
                        """)
                        .bind("user", claimed.user())
                        .bind("id", claimed.export().value())
                        .bind("attempt", claimed.attempt())
                        .bind("progress", progress)
                        .bind("lease", lease.toMillis())
                        .execute())
                > 0;
    }

    @Override
    public void end(Claim claimed, Optional<String> problem) {
        calls.run(handle -> handle.createUpdate("""
                        update exports
                           set status = case when :problem::text is null then 'completed' else 'failed' end,
                               progress = case when :problem::text is null then 1 else progress end,
                               problem = :problem::text
                         where user_id = :user and id = :id and attempt = :attempt and status = 'running'
                        """)
                .bind("user", claimed.user())
                .bind("id", claimed.export().value())
                .bind("attempt", claimed.attempt())
                .bind("problem", problem)
                .execute());
    }

    @Override
    public boolean sweep(Instant now) {
        return calls.call(handle -> handle.createQuery(sweep)
                        .bind("exports", SWEPT_EXPORTS)
                        .bind("chunks", SWEPT_CHUNKS)
                        .bind("now", now)
                        .mapTo(Integer.class)
                        .one())
                > 0;
    }
}
