package bot.conversational.domain.conversation;

import java.time.Instant;

/**
 * How far a conversation has come.
 *
 * @param updatedAt never goes back
 * @param version ascends with everything that happens to the conversation or in it; caches and the index never let an
 *     older one overwrite a newer
 */
public record ConversationProgress(int messageCount, Instant createdAt, Instant updatedAt, long version) {

    /** Of a conversation that was just made. */
    public static ConversationProgress begun(Instant at) {
        return new ConversationProgress(0, at, at, 1);
    }

    /**
     * The progress after a change: one version on.
     *
     * @param added messages counted by the change
     * @param at the time of the change, unless a later one is known
     */
    public ConversationProgress next(int added, Instant at) {
        return new ConversationProgress(
                messageCount + added, createdAt, at.isAfter(updatedAt) ? at : updatedAt, version + 1);
    }

    public ConversationProgress atVersion(long newVersion) {
        return new ConversationProgress(messageCount, createdAt, updatedAt, newVersion);
    }
}
