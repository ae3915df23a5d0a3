package bot.conversational.adapters.postgres.changes;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.indexing.maintenance.Checkpoints;
import bot.conversational.domain.indexing.maintenance.ConversationKey;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** {@link Checkpoints} in the table of that name; leases run by the database's clock. */
public final class JdbiCheckpoints implements Checkpoints {

    private final PostgresGuard calls;

    public JdbiCheckpoints(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public Optional<Place> take(String walk, String holder, Duration lease) {
        return calls.call(handle -> handle.createQuery("""
                        insert into walks as w (walk, holder, lease_until, subject, done)
                        values (:walk, :holder, clock_timestamp() + :lease * interval '1 millisecond', '', 0)
                            on conflict (walk) do update
                           set holder = excluded.holder, lease_until = excluded.lease_until
                         where w.holder = excluded.holder or w.lease_until <= clock_timestamp()
                        returning w.subject, w.after_user, w.after_conversation, w.done
                        """)
                .bind("walk", walk)
                .bind("holder", holder)
                .bind("lease", lease)
                .map((row, context) -> place(row))
                .findOne());
    }

    @Override
    public boolean move(String walk, String holder, Place place, Duration lease) {
        @Nullable ConversationKey after = place.after().orElse(null);
        return calls.call(handle -> handle.createUpdate("""
                        update walks
                           set lease_until = clock_timestamp() + :lease * interval '1 millisecond', subject = :subject,
                               after_user = :user::uuid, after_conversation = :conversation::uuid, done = :done
                         where walk = :walk and holder = :holder
                        """)
                        .bind("walk", walk)
                        .bind("holder", holder)
                        .bind("lease", lease)
                        .bind("subject", place.subject())
                        .bind("user", after == null ? null : after.user().value())
                        .bind(
                                "conversation",
                                after == null ? null : after.conversation().value())
                        .bind("done", place.done())
                        .execute())
                > 0;
    }

    @Override
    public void leave(String walk, String holder) {
        calls.run(handle -> handle.createUpdate(
                        "update walks set lease_until = clock_timestamp() where walk = :walk and holder = :holder")
                .bind("walk", walk)
                .bind("holder", holder)
                .execute());
    }

    private static Place place(ResultSet row) throws SQLException {
        Optional<UUID> user = Columns.uuidIfAny(row, "after_user");
        UUID conversation = row.getObject("after_conversation", UUID.class);
        return new Place(
                row.getString("subject"),
                user.map(it -> new ConversationKey(new UserId(it), new ConversationId(conversation))),
                row.getLong("done"));
    }
}
