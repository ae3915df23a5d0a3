package bot.conversational.adapters.postgres.changes;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.domain.indexing.DeadLetters;
import bot.conversational.domain.indexing.MessageIndex.Rejection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link DeadLetters} in the table of that name; each is logged, too, by its ids. */
public final class JdbiDeadLetters implements DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(JdbiDeadLetters.class);

    private final PostgresGuard calls;

    public JdbiDeadLetters(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public void keep(List<Rejection> rejections) {
        if (rejections.isEmpty()) {
            return;
        }
        calls.run(handle -> {
            // Nothing is stored for an account that was erased meanwhile.
            PreparedBatch batch = handle.prepareBatch("""
                    insert into dead_letters (user_id, message_id, conversation_id, version, reason)
                    select u.id, :message, :conversation, :version, :reason from users u where u.id = :user
                    on conflict (user_id, message_id)
                       do update set version = excluded.version, reason = excluded.reason, refused_at = now()
                    """);
            rejections.forEach(it -> batch.bind("user", it.document().user())
                    .bind("message", it.document().message().id())
                    .bind("conversation", it.document().message().conversationId())
                    .bind("version", it.document().version())
                    .bind("reason", it.reason())
                    .add());
            batch.execute();
        });
        rejections.forEach(it -> LOG.error(
                "message {} of user {} cannot be indexed at version {}: {}",
                it.document().message().id(),
                it.document().user(),
                it.document().version(),
                it.reason()));
    }

    @Override
    public int retry(int limit) {
        return calls.call(handle -> handle.createQuery("""
                        with chosen as materialized (
                            select user_id, message_id, version
                              from dead_letters
                             order by user_id, message_id
                             limit :limit
                               for update skip locked
                        ), gone as (
                            delete from dead_letters d
                             using chosen s
                             where d.user_id = s.user_id and d.message_id = s.message_id
                        ), change as (
                            insert into changes (user_id, entity, id, version)
                            select user_id, 'message', message_id, version from chosen
                        )
                        select count(*) from chosen
                        """)
                .bind("limit", limit)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public long count() {
        return calls.call(handle -> handle.createQuery("select count(*) from dead_letters")
                .mapTo(Long.class)
                .one());
    }
}
