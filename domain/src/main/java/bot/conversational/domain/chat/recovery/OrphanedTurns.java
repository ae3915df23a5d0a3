package bot.conversational.domain.chat.recovery;

import bot.conversational.domain.chat.context.ContextHash;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Set;

/** Finds running turns that no node generates. */
public interface OrphanedTurns {

    /**
     * A running turn.
     *
     * @param generating its answer, with the text that was saved
     * @param question the context hash of the message that is answered
     */
    record Orphan(UserId user, int attempt, Message generating, ContextHash question) {}

    /**
     * Turns of nodes without a lease, unless they began less than a lease ago, and turns of this node that are not
     * among those it knows of; oldest first.
     *
     * @param known running turns of this node, which are not returned
     * @param aside turns that are left out
     * @param limit at most so many
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the store is unavailable
     */
    List<Orphan> list(NodeId self, Set<MessageId> known, Set<MessageId> aside, int limit);
}
