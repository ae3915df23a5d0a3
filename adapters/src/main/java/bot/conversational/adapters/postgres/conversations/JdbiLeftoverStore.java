package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.domain.conversation.editing.LeftoverStore;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** {@link LeftoverStore} on the table {@code deleted_conversations}, which a trigger of {@code conversations} fills. */
public final class JdbiLeftoverStore implements LeftoverStore {

    private final PostgresGuard calls;
    private final Leftovers leftovers = new Leftovers();

    public JdbiLeftoverStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    /**
     * It is about everybody's conversations, so binds no user. A part that locks and has a limit is materialized: joined as
     * it is, it may run once for each row, and choose another one each time.
     */
    @Override
    public Optional<UserId> next() {
        return calls.call(handle ->
                handle.createQuery("""
                        with oldest as materialized (
                            select user_id, conversation_id
                              from deleted_conversations
                             order by tried_at
                             limit 1
                               for update skip locked
                        )
                        update deleted_conversations d
                           set tried_at = clock_timestamp()
                          from oldest
                         where d.user_id = oldest.user_id and d.conversation_id = oldest.conversation_id
                        returning d.user_id
                        """).mapTo(UUID.class).map(UserId::new).findOne());
    }

    @Override
    public boolean deleteSome(UserId user) {
        return calls.call(handle -> leftovers.deleteSome(handle, user));
    }

    @Override
    public Duration oldest() {
        return calls.call(handle -> handle.createQuery("""
                        select coalesce(extract(epoch from clock_timestamp() - min(deleted_at)) * 1000, 0)::bigint
                          from deleted_conversations
                        """)
                .mapTo(Long.class)
                .map(Duration::ofMillis)
                .one());
    }
}
