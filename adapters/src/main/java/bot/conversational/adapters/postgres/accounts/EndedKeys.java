package bot.conversational.adapters.postgres.accounts;

import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Ends what API keys let in, within the caller's transaction, with a revocation for each pass. It is of the kind of
 * sessions: the version before propagates that, too.
 */
final class EndedKeys {

    private static final String DELETE = SqlFile.read("keys/deleteOfUser");
    private static final String RENEW = SqlFile.read("keys/renewOfUser");

    private EndedKeys() {}

    /** The names of the passes of a user's keys, which are deleted here, and of the user of a service. */
    static List<String> deleteAll(Handle tx, UserId user) {
        List<String> deleted =
                tx.createQuery(DELETE).bind("user", user).mapTo(String.class).list();
        List<String> renewed = renewAll(tx, user);
        return Stream.concat(deleted.stream(), renewed.stream()).toList();
    }

    /** The names of the passes that the keys had before, and the user of a service: they get others here. */
    static List<String> renewAll(Handle tx, UserId user) {
        return tx.createQuery(RENEW).bind("user", user).mapTo(String.class).list();
    }
}
