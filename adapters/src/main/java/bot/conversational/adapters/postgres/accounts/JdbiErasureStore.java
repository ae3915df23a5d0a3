package bot.conversational.adapters.postgres.accounts;

import bot.conversational.adapters.postgres.conversations.Leftovers;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.erasure.ErasureStore;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** {@link ErasureStore} on the table {@code erasures} and all tables of the user's. */
public final class JdbiErasureStore implements ErasureStore {

    /** Conversations that one transaction deletes, well within a statement's time. */
    private static final int CONVERSATIONS = 500;

    /** Files that one transaction deletes, and the bytes of all but the last of them: in less than a second. */
    private static final int FILES = 500;

    /** Chunks of imports that one transaction deletes. */
    private static final int IMPORT_CHUNKS = 64;

    /** Changes and revocations that one statement deletes. */
    private static final int NOTES = 10_000;

    /** Chunks of exports that one statement deletes. */
    private static final int EXPORT_CHUNKS = 100;

    private static final long FILE_BYTES = 100L << 20;

    private final PostgresGuard calls;
    private final Leftovers leftovers = new Leftovers();
    private final String deleteConversations = SqlFile.read("erasures/deleteConversations");
    private final String deleteFiles = SqlFile.read("erasures/deleteFiles");
    private final String deleteExports = SqlFile.read("erasures/deleteExports");
    private final String deleteImports = SqlFile.read("erasures/deleteImports");
    private final String deleteNotes = SqlFile.read("erasures/deleteNotes");
    private final String settled = SqlFile.read("erasures/settled");

    public JdbiErasureStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    /** The key in place of the address has no {@code @}: nobody can register it and stand in an erasure's way. */
    @Override
    public Optional<List<String>> begin(UserId user, PasswordHash checked, AuditEntry entry) {
        return calls.call(handle -> handle.inTransaction(tx -> {
            Administrators.keepOneBesides(tx, user);
            int found = tx.createUpdate("""
                            update users
                               set email = id || '@erased.invalid', email_key = '#' || id,
                                   display_name = null, password_hash = ''
                             where id = :user and password_hash = :checked
                            """)
                    .bind("user", user)
                    .bind("checked", checked.value())
                    .execute();
            if (found == 0) {
                return Optional.empty();
            }
            tx.createUpdate("insert into erasures (user_id) values (:user) on conflict do nothing")
                    .bind("user", user)
                    .execute();
            AuditRow.add(tx, entry);
            return Optional.of(end(tx, user));
        }));
    }

    /** A service that names the user again means another one from now on. Nobody reads the shares any more, and no export is made. */
    private static List<String> end(Handle tx, UserId user) {
        tx.createUpdate("update exports set status = 'removed' where user_id = :user and status <> 'removed'")
                .bind("user", user)
                .execute();
        tx.createUpdate("delete from shares where user_id = :user")
                .bind("user", user)
                .execute();
        List<String> ended = new ArrayList<>(EndedSessions.endAllBut(tx, user, Optional.empty()));
        ended.addAll(EndedKeys.deleteAll(tx, user));
        tx.createUpdate("update users set external_id = null where id = :user and external_id is not null")
                .bind("user", user)
                .execute();
        return ended;
    }

    @Override
    public List<UserId> undeleted(int limit) {
        return calls.call(handle -> users(handle.createQuery("""
                        with next as materialized (
                            select user_id
                              from erasures
                             where deleted_at is null
                             order by tried_at
                             limit :limit
                               for update skip locked
                        )
                        update erasures e
                           set tried_at = clock_timestamp()
                          from next
                         where e.user_id = next.user_id
                        returning e.user_id
                        """), limit));
    }

    @Override
    public List<UserId> unsettled(int limit) {
        return calls.call(handle -> users(handle.createQuery("""
                        with next as materialized (
                            select user_id
                              from erasures
                             where deleted_at is not null
                             order by tried_at
                             limit :limit
                               for update skip locked
                        )
                        update erasures e
                           set tried_at = clock_timestamp()
                          from next
                         where e.user_id = next.user_id
                        returning e.user_id
                        """), limit));
    }

    private static List<UserId> users(Query query, int limit) {
        return query.bind("limit", limit).mapTo(UUID.class).map(UserId::new).list();
    }

    @Override
    public Duration oldest() {
        return calls.call(handle -> handle.createQuery("""
                        select coalesce(extract(epoch from clock_timestamp() - min(begun_at)) * 1000, 0)::bigint
                          from erasures
                        """)
                .mapTo(Long.class)
                .map(Duration::ofMillis)
                .one());
    }

    @Override
    public boolean deleteSome(UserId user) {
        return calls.call(handle -> handle.inTransaction(tx -> {
            boolean there = tx.createQuery("select 1 from erasures where user_id = :user and deleted_at is null")
                    .bind("user", user)
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent();
            if (!there) {
                return false;
            }
            if (!deleteData(tx, user)) {
                deleteAccount(tx, user);
            }
            return true;
        }));
    }

    /**
     * Deletes one piece; false when there is nothing. Imports go first, so that no node adds to them, then conversations, so
     * that nobody finds half of one.
     */
    private boolean deleteData(Handle tx, UserId user) {
        return deleteSome(tx.createQuery(deleteImports), user, IMPORT_CHUNKS)
                || deleteSome(tx.createQuery(deleteConversations), user, CONVERSATIONS)
                || leftovers.deleteSome(tx, user)
                || deleteFiles(tx, user) > 0
                || deleteSome(tx.createQuery(deleteExports), user, EXPORT_CHUNKS);
    }

    private static boolean deleteSome(Query query, UserId user, int limit) {
        return query.bind("user", user)
                        .bind("limit", limit)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    private int deleteFiles(Handle tx, UserId user) {
        return tx.createQuery(deleteFiles)
                .bind("user", user)
                .bind("limit", FILES)
                .bind("bytes", FILE_BYTES)
                .mapTo(Integer.class)
                .one();
    }

    /** Locks the account against calls that still write for it, and reads once more the data written before. */
    private void deleteAccount(Handle tx, UserId user) {
        tx.createQuery("select 1 from users where id = :user for update")
                .bind("user", user)
                .mapTo(Integer.class)
                .findOne();
        if (deleteData(tx, user)) {
            return;
        }
        end(tx, user);
        tx.createUpdate("delete from users where id = :user").bind("user", user).execute();
        tx.createUpdate("update erasures set deleted_at = now() where user_id = :user")
                .bind("user", user)
                .execute();
    }

    @Override
    public boolean settled(UserId user, Duration quiet, String follower) {
        return calls.call(handle -> handle.createQuery(settled)
                .bind("user", user)
                .bind("quiet", quiet)
                .bind("follower", follower)
                .mapTo(Boolean.class)
                .one());
    }

    /** The row in {@code erasures} last: who dies in between is repeated. */
    @Override
    public void finish(UserId user) {
        int noted;
        do {
            noted = calls.call(handle -> handle.createQuery(deleteNotes)
                    .bind("user", user)
                    .bind("limit", NOTES)
                    .mapTo(Integer.class)
                    .one());
        } while (noted > 0);
        calls.run(handle -> handle.createUpdate("delete from erasures where user_id = :user")
                .bind("user", user)
                .execute());
    }
}
