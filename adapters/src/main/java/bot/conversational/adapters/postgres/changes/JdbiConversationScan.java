package bot.conversational.adapters.postgres.changes;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.maintenance.ConversationKey;
import bot.conversational.domain.indexing.maintenance.ConversationScan;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** {@link ConversationScan} along the primary key of {@code conversations}. */
public final class JdbiConversationScan implements ConversationScan {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final PostgresGuard calls;

    public JdbiConversationScan(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public List<Change> next(Optional<ConversationKey> after, int limit) {
        return calls.call(handle -> changes(handle.createQuery("""
                        select user_id, id, version
                          from conversations
                         where (user_id, id) > (:afterUser, :after)
                         order by user_id, id
                         limit :limit
                        """)
                .bind("afterUser", after.map(it -> it.user().value()).orElse(BEFORE_ALL))
                .bind("after", after.map(it -> it.conversation().value()).orElse(BEFORE_ALL))
                .bind("limit", limit)));
    }

    @Override
    public List<Change> next(UserId user, Optional<ConversationId> after, int limit) {
        return calls.call(handle -> changes(handle.createQuery("""
                        select user_id, id, version
                          from conversations
                         where user_id = :user and id > :after
                         order by id
                         limit :limit
                        """)
                .bind("user", user)
                .bind("after", after.map(ConversationId::value).orElse(BEFORE_ALL))
                .bind("limit", limit)));
    }

    @Override
    public long messages() {
        // Counting takes long only where the estimate is good. The table may be in partitions.
        return calls.call(handle -> handle.createQuery("""
                        select case when estimate.rows < 200000 then (select count(*) from messages) else estimate.rows end
                          from (select sum(greatest(c.reltuples, 0))::bigint as rows
                                  from pg_class c
                                 where c.oid = 'messages'::regclass and c.relkind = 'r'
                                    or c.oid in (select i.inhrelid from pg_inherits i
                                                  where i.inhparent = 'messages'::regclass)) estimate
                        """).mapTo(Long.class).one());
    }

    private static List<Change> changes(Query query) {
        return query.map((row, context) -> new Change(
                        new UserId(Columns.uuid(row, "user_id")),
                        Change.Entity.CONVERSATION,
                        Columns.uuid(row, "id"),
                        row.getLong("version")))
                .list();
    }
}
