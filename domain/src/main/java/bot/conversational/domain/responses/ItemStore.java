package bot.conversational.domain.responses;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Adds messages that no turn makes, and takes messages away. Every method is atomic, raises the conversation's version by
 * one, records its changes for the followers, and throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface ItemStore {

    /** The outcome of an addition. */
    enum Added {
        ADDED,
        /** The conversation has moved on since it was seen; nothing was written. */
        STALE,
        /** A turn runs in the conversation; nothing was written. */
        BUSY
    }

    /**
     * Adds a stretch of messages, each behind the one before it; the last one is the head of the newest branch then.
     *
     * @param before the conversation as it was seen, on the branch that the first message follows
     * @param messages whose seqs go on from the state's
     */
    Added append(ConversationState before, List<ContextMessage> messages);

    /**
     * Takes messages of one branch away that stand one behind the other, for good: their texts and parts, feedback and
     * passages. A message that others follow, which stay, is only emptied, and so is one whose answer is being generated. A
     * question that has other answers stays as it is when an answer is taken away with it. All others are in no branch
     * any more. When the head went, the newest message that is left is the head.
     *
     * @return the version of the conversation afterwards; empty when it has none of these messages, or is another user's
     */
    Optional<Long> remove(UserId user, ConversationId conversation, Set<MessageId> messages);

    /**
     * Takes a part of a message away: it has this content then, and stays in its place.
     *
     * @param tokens of the content
     * @return the version of the conversation afterwards; empty when it has no such message, or is another user's
     */
    Optional<Long> shorten(UserId user, ConversationId conversation, MessageId message, Content content, int tokens);
}
