package bot.conversational.adapters.postgres.turns;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.domain.chat.recovery.StopRequests;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** {@link StopRequests} as a column of the turn, which its node reads through an index that is nearly always empty. */
public final class JdbiStopRequests implements StopRequests {

    private final PostgresGuard calls;

    public JdbiStopRequests(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public void request(UserId user, ConversationId conversation, MessageId turn) {
        calls.run(handle -> handle.createUpdate("""
                        update turns set stop_requested = true
                         where user_id = :user and id = :turn and conversation_id = :conversation
                           and state = 'running' and not stop_requested
                        """)
                .bind("user", user)
                .bind("conversation", conversation)
                .bind("turn", turn)
                .execute());
    }

    /** OFFSET 0 has each turn looked up by its key, in its user's partition alone. */
    @Override
    public List<MessageId> gone(Map<MessageId, UserId> turns) {
        List<UUID> ids = new ArrayList<>();
        List<UUID> users = new ArrayList<>();
        turns.forEach((id, user) -> {
            ids.add(id.value());
            users.add(user.value());
        });
        return calls.call(handle -> handle.createQuery("""
                        select k.id
                          from unnest(:users::uuid[], :ids::uuid[]) as k (user_id, id)
                         where not exists (select from turns t where t.user_id = k.user_id and t.id = k.id offset 0)
                        """)
                .bindArray("users", UUID.class, users)
                .bindArray("ids", UUID.class, ids)
                .mapTo(UUID.class)
                .map(MessageId::new)
                .list());
    }

    @Override
    public List<MessageId> pending(NodeId node) {
        return calls.call(handle -> handle.createQuery("""
                        select id from turns
                         where node = :node and epoch = :epoch and state = 'running' and stop_requested
                        """)
                .bind("node", node.name())
                .bind("epoch", node.epoch())
                .mapTo(UUID.class)
                .map(MessageId::new)
                .list());
    }
}
