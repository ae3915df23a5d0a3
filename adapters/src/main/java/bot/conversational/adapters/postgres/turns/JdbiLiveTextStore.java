package bot.conversational.adapters.postgres.turns;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.domain.chat.live.LiveTextStore;
import bot.conversational.domain.conversation.MessageId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * {@link LiveTextStore} on the table {@code turn_deltas}, which is not logged: the log would cost as much as the answer
 * itself, and a crash that empties the table leaves the texts with their nodes.
 */
public final class JdbiLiveTextStore implements LiveTextStore {

    private final PostgresGuard calls;

    public JdbiLiveTextStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    /** OFFSET 0 has each turn looked up by its key, in its user's partition alone. */
    @Override
    public Set<MessageId> keep(List<Delta> deltas) {
        if (deltas.isEmpty()) {
            return Set.of();
        }
        return calls.call(handle -> handle.createQuery("""
                        insert into turn_deltas (user_id, turn_id, start, text)
                        select d.user_id, d.turn_id, d.start, d.text
                          from unnest(:users::uuid[], :turns::uuid[], :starts::bigint[], :texts::text[])
                               as d (user_id, turn_id, start, text)
                         where exists (select from turns t
                                        where t.user_id = d.user_id and t.id = d.turn_id and t.state = 'running'
                                       offset 0)
                           and (d.start = 0
                                or exists (select from turn_deltas b
                                            where b.user_id = d.user_id and b.turn_id = d.turn_id and b.start < d.start))
                        on conflict (user_id, turn_id, start) do update set text = excluded.text
                        returning turn_id
                        """)
                .bindArray(
                        "users",
                        UUID.class,
                        deltas.stream().map(delta -> delta.user().value()).toList())
                .bindArray(
                        "turns",
                        UUID.class,
                        deltas.stream().map(delta -> delta.turn().value()).toList())
                .bindArray(
                        "starts", Long.class, deltas.stream().map(Delta::start).toList())
                .bindArray(
                        "texts", String.class, deltas.stream().map(Delta::text).toList())
                .map((row, context) -> new MessageId(Columns.uuid(row, "turn_id")))
                .set());
    }
}
