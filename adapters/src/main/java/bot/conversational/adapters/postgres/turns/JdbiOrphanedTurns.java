package bot.conversational.adapters.postgres.turns;

import bot.conversational.adapters.postgres.conversations.MessageRow;
import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.chat.context.ContextHash;
import bot.conversational.domain.chat.recovery.OrphanedTurns;
import bot.conversational.domain.cluster.Lease;
import bot.conversational.domain.cluster.NodeId;
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
    public JdbiOrphanedTurns(Jdbi jdbi, Lease lease) {
        this.calls = new PostgresGuard(jdbi);
        this.lease = lease.length();
    }

    @Override
    public List<Orphan> list(NodeId self, Set<MessageId> known, Set<MessageId> aside, int limit) {
        return calls.call(handle -> handle.createQuery(orphans)
                .bind("node", self.name())
                .bind("epoch", self.epoch())
                .bindArray("known", UUID.class, values(known))
                .bindArray("aside", UUID.class, values(aside))
                .bind("lease", lease.toMillis())
                .bind("limit", limit)
                .map((row, context) -> new Orphan(
                        new UserId(Columns.uuid(row, "user_id")),
                        row.getInt("attempt"),
                        MessageRow.read(row),
                        ContextHash.of(row.getBytes("chain"))))
                .list());
    }

    private static List<UUID> values(Set<MessageId> ids) {
        return ids.stream().map(MessageId::value).toList();
    }
}
