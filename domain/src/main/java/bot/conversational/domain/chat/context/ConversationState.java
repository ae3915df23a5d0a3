package bot.conversational.domain.chat.context;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.shared.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a turn must know of a conversation beside its messages.
 *
 * @param lastSeq the highest seq given out in the conversation, on any branch
 * @param head of the branch that the turn is on
 */
public record ConversationState(Conversation conversation, long lastSeq, BranchHead head) {

    /** What a question's digest is added to for the key of its answer. */
    public Digest tip() {
        return head.hash()
                .digest()
                .plus(List.of(
                        conversation.model().orElse(""),
                        conversation.systemPrompt().orElse("")));
    }

    /**
     * The state after a write of the turn: one version on.
     *
     * @param added messages counted, and seqs given out, by the write
     * @param title for a conversation that has none
     */
    public ConversationState after(int added, BranchHead head, Instant now, Optional<String> title) {
        Conversation c = conversation;
        Instant updatedAt = now.isAfter(c.updatedAt()) ? now : c.updatedAt();
        Conversation next = new Conversation(
                c.id(),
                c.user(),
                c.title().or(() -> title),
                c.model(),
                c.systemPrompt(),
                c.pinned(),
                c.archived(),
                c.messageCount() + added,
                c.createdAt(),
                updatedAt,
                c.version() + 1);
        return new ConversationState(next, lastSeq + added, head);
    }
}
