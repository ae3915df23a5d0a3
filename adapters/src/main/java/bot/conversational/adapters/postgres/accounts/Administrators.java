package bot.conversational.adapters.postgres.accounts;

import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import org.jdbi.v3.core.Handle;

/** Sees to it that there always is an administrator who can log in, within the caller's transaction. */
final class Administrators {

    private static final String LAST = SqlFile.read("users/lastAdministrator");

    private Administrators() {}

    /**
     * Lets an account lose its rights, unless it is the last one that has them. Transactions that take rights go one after
     * the other until their ends: of two administrators who demote each other, the second finds himself the last. Asked
     * before any row is locked, so that none of them waits for another in turn.
     *
     * @throws DomainException.Conflict when it is the last one
     */
    static void keepOneBesides(Handle tx, UserId user) {
        tx.createQuery("select pg_advisory_xact_lock(hashtext('administrators'))::text")
                .mapTo(String.class)
                .one();
        // A statement of its own: it sees what was committed while the lock was waited for.
        if (tx.createQuery(LAST).bind("user", user).mapTo(Boolean.class).one()) {
            throw new DomainException.Conflict("The last administrator cannot be demoted, suspended or erased.");
        }
    }
}
