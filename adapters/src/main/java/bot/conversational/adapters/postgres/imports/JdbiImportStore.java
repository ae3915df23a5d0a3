package bot.conversational.adapters.postgres.imports;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.transfer.ImportId;
import bot.conversational.domain.transfer.jobs.ImportJob;
import bot.conversational.domain.transfer.jobs.ImportStore;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** {@link ImportStore} on the tables {@code imports} and {@code import_chunks}; each chunk is a transaction of its own. */
public final class JdbiImportStore implements ImportStore {

    private static final String USER = "user";
    private static final String ID = "id";

    private final PostgresGuard calls;
    private final String insert = SqlFile.read("imports/insert");
    private final String abandon = SqlFile.read("imports/abandon");
    private final String append = SqlFile.read("imports/append");

    public JdbiImportStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public boolean begin(ImportJob job, Duration within) {
        return calls.call(handle -> {
            handle.createUpdate(abandon).bind(USER, job.user()).execute();
            return handle.createUpdate(insert)
                            .bind(USER, job.user())
                            .bind(ID, job.id().value())
                            .bind("format", job.subject().format())
                            .bind("fileName", job.subject().fileName())
                            .bind("bytes", job.subject().bytes())
                            .bind("dryRun", job.subject().dryRun())
                            .bind("within", within)
                            .bind("at", job.times().createdAt())
                            .execute()
                    > 0;
        });
    }

    @Override
    public void append(UserId user, ImportId id, int n, byte[] chunk, Duration within) {
        int added = calls.call(handle -> handle.createUpdate(append)
                .bind(USER, user)
                .bind(ID, id.value())
                .bind("n", n)
                .bind("bytes", chunk)
                .bind("within", within)
                .execute());
        requireOpen(added);
    }

    @Override
    public void queue(UserId user, ImportId id) {
        int queued = calls.call(handle ->
                handle.createUpdate("""
                        update imports
                           set received = true, lease_until = '-infinity'
                         where user_id = :user and id = :id and ended_at is null
                        """).bind(USER, user).bind(ID, id.value()).execute());
        requireOpen(queued);
    }

    private static void requireOpen(int rows) {
        if (rows == 0) {
            throw new DomainException.Conflict("The import was cancelled.");
        }
    }

    @Override
    public Optional<ImportJob> find(UserId user, ImportId id) {
        return calls.call(handle -> handle.createQuery("select * from imports where user_id = :user and id = :id")
                .bind(USER, user)
                .bind(ID, id.value())
                .map((row, context) -> ImportRow.job(row))
                .findOne());
    }

    @Override
    public Page<ImportJob, ImportId> list(UserId user, PageRequest<ImportId> page) {
        List<ImportJob> rows = calls.call(handle -> handle.createQuery("""
                        select *
                          from imports
                         where user_id = :user
                           and id < coalesce(:after::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
                         order by id desc
                         limit :rows
                        """)
                .bind(USER, user)
                .bind("after", page.after().map(ImportId::value))
                .bind("rows", page.limit() + 1)
                .map((row, context) -> ImportRow.job(row))
                .list());
        return Page.of(rows, page.limit(), ImportJob::id);
    }

    @Override
    public boolean isBusy(UserId user) {
        return calls.call(handle ->
                handle.createQuery("""
                        select exists (select from imports
                                        where user_id = :user and ended_at is null
                                          and (received or lease_until > clock_timestamp()))
                        """).bind(USER, user).mapTo(Boolean.class).one());
    }

    @Override
    public boolean cancel(UserId user, ImportId id, Instant at) {
        return calls.call(handle -> handle.createUpdate("""
                        update imports
                           set status = case when ended_at is null then 'cancelled' else status end,
                               ended_at = coalesce(ended_at, :at)
                         where user_id = :user and id = :id
                        """)
                        .bind(USER, user)
                        .bind(ID, id.value())
                        .bind("at", at)
                        .execute())
                > 0;
    }
}
