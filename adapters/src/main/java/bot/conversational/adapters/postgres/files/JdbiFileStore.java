package bot.conversational.adapters.postgres.files;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.files.FileContent;
import bot.conversational.domain.files.FileStore;
import bot.conversational.domain.files.StoredFile;
import bot.conversational.domain.llm.parts.Part.Origin.Blob;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** {@link FileStore} on the tables {@code files} and {@code file_chunks}; each chunk is a statement of its own. */
public final class JdbiFileStore implements FileStore {

    /** Uploads that write at once, each on a connection of the pool, which all calls of the node share. */
    private static final int WRITERS = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Of a whole upload; each of its statements has its own limit. */
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(10);

    /** Files that one sweep looks at. If it deletes all of them, a statement's time is enough at their largest. */
    private static final int SWEPT = 5;

    private final PostgresGuard calls;
    private final Semaphore writers = new Semaphore(WRITERS, true);
    private final String put = SqlFile.read("files/put");
    private final String sweep = SqlFile.read("files/sweep");

    public JdbiFileStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public Outcome put(UserId user, StoredFile file, FileContent content, Instant at, long most) {
        awaitTurn();
        try {
            return calls.call(handle -> handle.inTransaction(tx -> put(tx, user, file, content, at, most)));
        } finally {
            writers.release();
        }
    }

    private void awaitTurn() {
        try {
            if (writers.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new DomainException.Unavailable("Too many files are being uploaded.", null);
    }

    /** The room is looked at twice: first without a lock, to spare the writing, then with it, to be exact. */
    private Outcome put(Handle tx, UserId user, StoredFile file, FileContent content, Instant at, long most) {
        if (!note(tx, user, file, at)) {
            return Outcome.THERE;
        }
        if (hasRoom(tx, user, most)) {
            write(tx, user, file, content);
            lock(tx, user);
            if (hasRoom(tx, user, most)) {
                return Outcome.ADDED;
            }
        }
        tx.rollback();
        return Outcome.NO_ROOM;
    }

    private boolean note(Handle tx, UserId user, StoredFile file, Instant at) {
        return tx.createQuery(put)
                .bind("user", user)
                .bind("sha256", file.blob().sha256())
                .bind("mediaType", file.mediaType())
                .bind("name", file.name())
                .bind("size", file.size())
                .bind("at", at)
                .mapTo(Boolean.class)
                .one();
    }

    private static void write(Handle tx, UserId user, StoredFile file, FileContent content) {
        long start = System.nanoTime();
        for (int n = 0; n < content.chunks(); n++) {
            if (System.nanoTime() - start > LONGEST_WRITE.toNanos()) {
                throw new DomainException.Unavailable("The database is too slow for this file.", null);
            }
            tx.createUpdate("""
                            insert into file_chunks (user_id, sha256, n, bytes) values (:user, :sha256, :n, :bytes)
                            """)
                    .bind("user", user)
                    .bind("sha256", file.blob().sha256())
                    .bind("n", n)
                    .bind("bytes", content.chunk(n))
                    .execute();
        }
    }

    /** The user's uploads end one after the other from here on, and each sees those that ended before. */
    private static void lock(Handle tx, UserId user) {
        tx.createQuery("select 1 from users where id = :user for no key update")
                .bind("user", user)
                .mapTo(Integer.class)
                .findOne();
    }

    private static boolean hasRoom(Handle tx, UserId user, long most) {
        return tx.createQuery("select sum(size) <= :most from files where user_id = :user")
                .bind("user", user)
                .bind("most", most)
                .mapTo(Boolean.class)
                .one();
    }

    @Override
    public Optional<StoredFile> find(UserId user, Blob blob) {
        return calls.call(handle -> handle.createQuery("""
                        select sha256, media_type, name, size from files where user_id = :user and sha256 = :sha256
                        """)
                .bind("user", user)
                .bind("sha256", blob.sha256())
                .map((row, context) -> file(row))
                .findOne());
    }

    @Override
    public Optional<byte[]> chunk(UserId user, Blob blob, int n) {
        return calls.call(handle -> handle.createQuery("""
                        select bytes from file_chunks where user_id = :user and sha256 = :sha256 and n = :n
                        """)
                .bind("user", user)
                .bind("sha256", blob.sha256())
                .bind("n", n)
                .mapTo(byte[].class)
                .findOne());
    }

    @Override
    public List<StoredFile> keep(UserId user, Set<Blob> blobs, Instant at) {
        return calls.call(handle -> handle.createQuery("""
                        update files set seen_at = greatest(seen_at, :at)
                         where user_id = :user and sha256 = any(:blobs)
                        returning sha256, media_type, name, size
                        """)
                .bind("user", user)
                .bind("at", at)
                .bindArray(
                        "blobs",
                        String.class,
                        blobs.stream().map(Blob::sha256).sorted().toList())
                .map((row, context) -> file(row))
                .list());
    }

    @Override
    public boolean sweep(Instant before, Instant at) {
        int looked = calls.call(handle -> handle.createQuery(sweep)
                .bind("before", before)
                .bind("at", at)
                .bind("limit", SWEPT)
                .mapTo(Integer.class)
                .one());
        return looked == SWEPT;
    }

    private static StoredFile file(ResultSet row) throws SQLException {
        return new StoredFile(
                new Blob(row.getString("sha256")),
                row.getString("media_type"),
                Columns.text(row, "name"),
                row.getLong("size"));
    }
}
