package bot.conversational.adapters.postgres.sharing;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.sharing.copying.CopyRequests;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** {@link CopyRequests} on the table {@code copy_requests}. */
public final class JdbiCopyRequests implements CopyRequests {

    private static final int FORGOTTEN = 1_000;

    private final PostgresGuard calls;
    private final String claim = SqlFile.read("shares/claimCopy");

    public JdbiCopyRequests(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public Claimed claim(UserId user, KeyedRequest request, ConversationId copy, Instant at) {
        return calls.call(handle -> handle.createQuery(claim)
                .bind("user", user)
                .bind("key", request.key().value())
                .bind("hash", request.hash())
                .bind("conversation", copy)
                .bind("at", at)
                .map((row, context) -> new Claimed(
                        new ConversationId(Columns.uuid(row, "conversation_id")),
                        row.getBoolean("same"),
                        row.getBoolean("done")))
                .one());
    }

    @Override
    public void done(UserId user, KeyedRequest request) {
        calls.run(handle -> handle.createUpdate("""
                        update copy_requests set done = true where user_id = :user and key = :key
                        """)
                .bind("user", user)
                .bind("key", request.key().value())
                .execute());
    }

    @Override
    public boolean forget(Instant before) {
        return calls.call(handle -> handle.createUpdate("""
                        delete from copy_requests r
                         using (select o.user_id, o.key
                                  from copy_requests o
                                 where o.created_at < :before
                                 order by o.created_at
                                 limit :limit) old
                         where r.user_id = old.user_id and r.key = old.key
                        """)
                        .bind("before", before)
                        .bind("limit", FORGOTTEN)
                        .execute())
                == FORGOTTEN;
    }
}
