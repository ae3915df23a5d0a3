package bot.conversational.adapters.postgres.changes;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.maintenance.AuditedSource;
import bot.conversational.domain.user.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** {@link AuditedSource} on conversations, messages and changes. */
public final class JdbiAuditedSource implements AuditedSource {

    private final PostgresGuard calls;

    public JdbiAuditedSource(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public Set<MessageId> present(UserId user, Collection<MessageId> messages) {
        return calls.call(handle -> Set.copyOf(handle.createQuery("""
                                select m.id
                                  from messages m
                                  join conversations c on c.user_id = m.user_id and c.id = m.conversation_id
                                 where m.user_id = :user and m.id = any(:ids)
                                """)
                .bind("user", user)
                .bindArray(
                        "ids",
                        UUID.class,
                        messages.stream().map(MessageId::value).toList())
                .mapTo(UUID.class)
                .map(MessageId::new)
                .list()));
    }

    @Override
    public void noteAgain(UserId user, Map<ConversationId, Long> above) {
        List<Map.Entry<ConversationId, Long>> raised = List.copyOf(above.entrySet());
        calls.run(handle -> handle.createUpdate("""
                        with raised as (
                            update conversations c
                               set version = greatest(c.version, seen.version) + 1, write_id = gen_random_uuid()
                              from unnest(:ids::uuid[], :versions::bigint[]) as seen (id, version)
                             where c.user_id = :user and c.id = seen.id
                            returning c.user_id, c.id, c.version
                        )
                        insert into changes (user_id, entity, id, version)
                        select r.user_id, 'conversation', r.id, r.version from raised r
                        """)
                .bind("user", user)
                .bindArray(
                        "ids",
                        UUID.class,
                        raised.stream().map(it -> it.getKey().value()).toList())
                .bindArray(
                        "versions",
                        Long.class,
                        raised.stream().map(Map.Entry::getValue).toList())
                .execute());
    }
}
