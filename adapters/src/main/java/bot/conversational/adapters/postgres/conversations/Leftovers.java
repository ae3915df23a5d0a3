package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.user.UserId;
import org.jdbi.v3.core.Handle;

/** What is left of deleted conversations, deleted within the caller's transaction. */
public final class Leftovers {

    /** Rows that a statement deletes, well within its time. */
    static final int ROWS = 5_000;

    private static final int CONVERSATIONS = 200;

    private final String deleteLeftovers = SqlFile.read("conversations/deleteLeftovers");

    /** Deletes one piece, and returns whether there may be more. */
    public boolean deleteSome(Handle handle, UserId user) {
        return handle.createQuery(deleteLeftovers)
                        .bind("user", user)
                        .bind("conversations", CONVERSATIONS)
                        .bind("rows", ROWS)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }
}
