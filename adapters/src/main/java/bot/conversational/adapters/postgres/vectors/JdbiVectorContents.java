package bot.conversational.adapters.postgres.vectors;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.maintenance.VectorContents;
import bot.conversational.domain.user.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** {@link VectorContents} on the tables {@code passages}, {@code embedded_conversations} and {@code embedded_users}. */
public final class JdbiVectorContents implements VectorContents {

    private final PostgresGuard calls;
    private final EmbeddingModels models;
    private final String counted = SqlFile.read("vectors/counted");
    private final String forget = SqlFile.read("vectors/forget");
    private final String forgetUser = SqlFile.read("vectors/forgetUser");

    public JdbiVectorContents(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
        this.models = jdbi.getConfig(EmbeddingModels.class);
    }

    @Override
    public Map<MessageId, Integer> passages(UserId user, String model, Collection<MessageId> messages) {
        short number = models.number(calls, model);
        return calls.call(handle -> handle.createQuery(counted)
                .bind("user", user)
                .bind("model", number)
                .bindArray("messages", UUID.class, values(messages))
                .reduceRows(new HashMap<MessageId, Integer>(), (all, row) -> {
                    all.put(new MessageId(row.getColumn("id", UUID.class)), row.getColumn("passages", Integer.class));
                    return all;
                }));
    }

    @Override
    public List<Vectored> messages(UserId user, Optional<MessageId> after, int limit) {
        return calls.call(handle -> handle.createQuery("""
                        select v.message_id,
                               exists (select from messages m where m.user_id = :user and m.id = v.message_id) as there
                          from (select distinct p.message_id
                                  from passages p
                                 where p.user_id = :user and (:after::uuid is null or p.message_id > :after)
                                 order by p.message_id
                                 limit :limit) v
                         order by v.message_id
                        """)
                .bind("user", user)
                .bind("after", after.map(MessageId::value))
                .bind("limit", limit)
                .map((row, context) ->
                        new Vectored(new MessageId(Columns.uuid(row, "message_id")), row.getBoolean("there")))
                .list());
    }

    @Override
    public List<UserId> users(Optional<UserId> after, int limit) {
        return calls.call(handle -> handle.createQuery("""
                        with recursive found (user_id, number) as (
                            select next.user_id, 1
                              from (select p.user_id from passages p
                                     where :after::uuid is null or p.user_id > :after
                                     order by p.user_id limit 1) next
                            union all
                            select (select p.user_id from passages p
                                     where p.user_id > f.user_id order by p.user_id limit 1), f.number + 1
                              from found f
                             where f.user_id is not null and f.number < :limit
                        )
                        select f.user_id from found f where f.user_id is not null order by f.number
                        """)
                .bind("after", after.map(UserId::value))
                .bind("limit", limit)
                .mapTo(UUID.class)
                .map(UserId::new)
                .list());
    }

    @Override
    public void discard(UserId user, List<MessageId> messages) {
        calls.run(handle -> handle.createUpdate("""
                        delete from passages p
                         where p.user_id = :user and p.message_id = any(:messages)
                           and not exists (select from messages m where m.user_id = :user and m.id = p.message_id)
                        """)
                .bind("user", user)
                .bindArray("messages", UUID.class, values(messages))
                .execute());
    }

    @Override
    public void forget(UserId user, String model, List<MessageId> messages) {
        short number = models.number(calls, model);
        calls.run(handle -> handle.createUpdate(forget)
                .bind("user", user)
                .bind("model", number)
                .bindArray("messages", UUID.class, values(messages))
                .execute());
    }

    @Override
    public void forget(UserId user, String model) {
        short number = models.number(calls, model);
        calls.run(handle -> handle.createUpdate(forgetUser)
                .bind("user", user)
                .bind("model", number)
                .execute());
    }

    private static List<UUID> values(Collection<MessageId> messages) {
        return messages.stream().map(MessageId::value).toList();
    }
}
