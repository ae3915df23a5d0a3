package bot.conversational.adapters.postgres;

import bot.conversational.domain.chat.ContextHash;
import bot.conversational.domain.chat.NodeId;
import bot.conversational.domain.chat.OrphanedTurns;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** {@link OrphanedTurns} on the tables {@code turns} and {@code nodes}. It is about everybody's turns, so binds no user. */
public final class JdbiOrphanedTurns implements OrphanedTurns {

    private final PostgresGuard calls;
    private final Duration lease;
    private final String orphans = SqlFile.read("turns/orphans");

    /** @param lease how long a node's lease is */
    public JdbiOrphanedTurns(Jdbi jdbi, Duration lease) {
        this.calls = new PostgresGuard(jdbi);
        this.lease = lease;
    }

    @Override
    public List<Orphan> list(NodeId self, Set<MessageId> known, int limit) {
        return calls.call(handle -> handle.createQuery(orphans)
                .bind("node", self.name())
                .bind("epoch", self.epoch())
                .bindArray(
                        "known",
                        UUID.class,
                        known.stream().map(MessageId::value).toList())
                .bind("lease", lease.toMillis())
                .bind("limit", limit)
                .map((row, context) -> new Orphan(
                        new UserId(Columns.uuid(row, "user_id")),
                        row.getInt("attempt"),
                        MessageRow.read(row),
                        new ContextHash(row.getBytes("chain"))))
                .list());
    }
}
