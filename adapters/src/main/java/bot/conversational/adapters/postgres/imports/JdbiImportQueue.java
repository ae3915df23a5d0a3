package bot.conversational.adapters.postgres.imports;

import bot.conversational.adapters.json.StoredFindings;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.transfer.ImportId;
import bot.conversational.domain.transfer.jobs.ClaimedImport;
import bot.conversational.domain.transfer.jobs.ImportCounts;
import bot.conversational.domain.transfer.jobs.ImportEnd;
import bot.conversational.domain.transfer.jobs.ImportNote;
import bot.conversational.domain.transfer.jobs.ImportQueue;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/** {@link ImportQueue} on the tables {@code imports} and {@code import_chunks}. */
public final class JdbiImportQueue implements ImportQueue {

    /** Chunks that a statement deletes, well within its time. */
    private static final int CHUNKS = 64;

    /** Imports that a statement deletes. */
    private static final int IMPORTS = 500;

    private final PostgresGuard calls;
    private final String take = SqlFile.read("imports/take");
    private final String note = SqlFile.read("imports/note");
    private final String end = SqlFile.read("imports/end");
    private final String abandon = SqlFile.read("imports/abandon");
    private final String deleteBytes = SqlFile.read("imports/deleteBytes");
    private final String deleteOld = SqlFile.read("imports/deleteOld");

    public JdbiImportQueue(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public Optional<ClaimedImport> take(Duration lease) {
        return calls.call(handle -> handle.createQuery(take)
                .bind("lease", lease)
                .map((row, context) -> ImportRow.claimed(row))
                .findOne());
    }

    @Override
    public Optional<byte[]> chunk(UserId user, ImportId id, int n) {
        return calls.call(handle -> handle.createQuery("""
                        select bytes from import_chunks where user_id = :user and import_id = :id and n = :n
                        """)
                .bind("user", user)
                .bind("id", id.value())
                .bind("n", n)
                .mapTo(byte[].class)
                .findOne());
    }

    @Override
    public boolean renew(ClaimedImport claim, ImportNote noted, Duration lease) {
        return calls.call(handle -> renew(handle, claim, noted, lease));
    }

    private boolean renew(Handle handle, ClaimedImport claim, ImportNote noted, Duration lease) {
        return bind(handle.createUpdate(note), claim)
                        .bind("lease", lease)
                        .bind("progress", noted.progress())
                        .bind("format", noted.format())
                        .bind("imported", noted.counts().map(ImportCounts::imported))
                        .bind("extended", noted.counts().map(ImportCounts::extended))
                        .bind("unchanged", noted.counts().map(ImportCounts::unchanged))
                        .bind("messages", noted.counts().map(ImportCounts::messages))
                        .bind("findings", StoredFindings.write(noted.findings()))
                        .execute()
                > 0;
    }

    @Override
    public boolean end(ClaimedImport claim, ImportNote noted, ImportEnd ending) {
        return calls.call(handle -> handle.inTransaction(tx -> renew(tx, claim, noted, Duration.ZERO)
                && bind(tx.createUpdate(end), claim)
                                .bind("status", ending.status())
                                .bind("reason", ending.reason())
                                .bind("at", ending.at())
                                .execute()
                        > 0));
    }

    private static <T extends SqlStatement<T>> T bind(T statement, ClaimedImport claim) {
        return statement
                .bind("user", claim.job().user())
                .bind("id", claim.job().id().value())
                .bind("attempt", claim.attempt());
    }

    @Override
    public void release(ClaimedImport claim) {
        calls.run(handle -> bind(handle.createUpdate("""
                        update imports
                           set lease_until = '-infinity', status = 'queued'
                         where user_id = :user and id = :id and ended_at is null and attempt = :attempt
                        """), claim).execute());
    }

    @Override
    public boolean deleteBytes() {
        return calls.call(handle -> {
            handle.createUpdate(abandon).bind("user", Optional.empty()).execute();
            return handle.createQuery(deleteBytes)
                    .bind("limit", CHUNKS)
                    .mapTo(Boolean.class)
                    .one();
        });
    }

    @Override
    public boolean deleteOld(Instant before) {
        return calls.call(handle -> handle.createUpdate(deleteOld)
                        .bind("before", before)
                        .bind("limit", IMPORTS)
                        .execute())
                == IMPORTS;
    }

    @Override
    public int waiting() {
        return calls.call(handle -> handle.createQuery("select count(*) from imports where ended_at is null")
                .mapTo(Integer.class)
                .one());
    }
}
