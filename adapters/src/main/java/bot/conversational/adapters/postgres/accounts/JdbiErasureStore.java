package bot.conversational.adapters.postgres.accounts;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.erasure.ErasureStore;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** {@link ErasureStore} on the table {@code erasures} and all tables of the user's. */
public final class JdbiErasureStore implements ErasureStore {

    /** Conversations that one transaction deletes with all that is in them, well within a statement's time. */
    private static final int CONVERSATIONS = 50;

    /** Files that one transaction deletes, and the bytes of all but the last of them: in less than a second. */
    private static final int FILES = 500;

    private static final long FILE_BYTES = 100L << 20;

    private final PostgresGuard calls;
    private final String deleteConversations = SqlFile.read("erasures/deleteConversations");
    private final String deleteFiles = SqlFile.read("erasures/deleteFiles");
    private final String settled = SqlFile.read("erasures/settled");

    public JdbiErasureStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    /** The key in place of the address has no {@code @}: nobody can register it and stand in an erasure's way. */
    @Override
    public Optional<List<String>> begin(UserId user, PasswordHash checked) {
        return calls.call(handle -> handle.inTransaction(tx -> {
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
            return Optional.of(EndedSessions.endAllBut(tx, user, Optional.empty()));
        }));
    }

    @Override
    public List<UserId> unfinished(int limit) {
        return calls.call(
                handle -> handle.createQuery("select user_id from erasures order by begun_at, user_id limit :limit")
                        .bind("limit", limit)
                        .mapTo(UUID.class)
                        .map(UserId::new)
                        .list());
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
            if (deleteConversations(tx, user) + deleteFiles(tx, user) == 0) {
                deleteAccount(tx, user);
            }
            return true;
        }));
    }

    private int deleteConversations(Handle tx, UserId user) {
        return tx.createQuery(deleteConversations)
                .bind("user", user)
                .bind("limit", CONVERSATIONS)
                .mapTo(Integer.class)
                .one();
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
        if (deleteConversations(tx, user) + deleteFiles(tx, user) > 0) {
            return;
        }
        EndedSessions.endAllBut(tx, user, Optional.empty());
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

    @Override
    public void finish(UserId user) {
        calls.run(handle -> handle.useTransaction(tx -> {
            tx.createUpdate("""
                            delete from changes
                             where user_id = :user and shard = (get_byte(uuid_send(:user::uuid), 15) & 15)::smallint
                            """).bind("user", user).execute();
            tx.createUpdate("delete from revocations where user_id = :user")
                    .bind("user", user)
                    .execute();
            tx.createUpdate("delete from erasures where user_id = :user")
                    .bind("user", user)
                    .execute();
        }));
    }
}
