package bot.conversational.adapters.postgres;

import bot.conversational.domain.chat.TurnDeltas;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** {@link TurnDeltas} on the table {@code turn_deltas}, which only ever grows while a turn runs. */
public final class JdbiTurnDeltas implements TurnDeltas {

    private final PostgresCalls calls;

    public JdbiTurnDeltas(Jdbi jdbi) {
        this.calls = new PostgresCalls(jdbi);
    }

    @Override
    public void keep(List<Delta> deltas) {
        if (deltas.isEmpty()) {
            return;
        }
        calls.run(handle -> handle.createUpdate("""
                        insert into turn_deltas (user_id, turn_id, start, text)
                        select d.user_id, d.turn_id, d.start, d.text
                          from unnest(:users::uuid[], :turns::uuid[], :starts::bigint[], :texts::text[])
                               as d (user_id, turn_id, start, text)
                          join turns t on t.user_id = d.user_id and t.id = d.turn_id and t.state = 'running'
                        on conflict (user_id, turn_id, start) do update set text = excluded.text
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
                .execute());
    }
}
