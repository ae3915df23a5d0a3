package bot.conversational.adapters.postgres;

import bot.conversational.domain.chat.Chain;
import bot.conversational.domain.chat.NodeId;
import bot.conversational.domain.chat.OrphanedTurns;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** {@link OrphanedTurns} on the tables {@code turns} and {@code nodes}. It is about everybody's turns, so binds no user. */
public final class JdbiOrphanedTurns implements OrphanedTurns {

    private final PostgresCalls calls;
    private final String orphans = SqlFile.read("turns/orphans");

    public JdbiOrphanedTurns(Jdbi jdbi) {
        this.calls = new PostgresCalls(jdbi);
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
                .bind("limit", limit)
                .map((row, context) -> new Orphan(
                        new UserId(Columns.uuid(row, "user_id")),
                        row.getInt("attempt"),
                        MessageRow.read(row),
                        new Chain(row.getBytes("chain"))))
                .list());
    }
}
