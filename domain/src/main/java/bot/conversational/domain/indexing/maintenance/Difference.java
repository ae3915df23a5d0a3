package bot.conversational.domain.indexing.maintenance;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.user.UserId;

/** A message about which the source of truth and what is made of it do not agree. */
public sealed interface Difference {

    UserId user();

    MessageId message();

    /**
     * The source has it, the index does not.
     *
     * @param version that the source has
     */
    record Missing(UserId user, ConversationId conversation, MessageId message, long version) implements Difference {}

    /**
     * Both have it, and the index has it otherwise than it is.
     *
     * @param version that the index has
     */
    record Stale(UserId user, ConversationId conversation, MessageId message, long version) implements Difference {}

    /** The index has it, the source does not: its conversation or its user are gone. */
    record Ghost(UserId user, MessageId message) implements Difference {}

    /** The source has it, and some or all of its vectors are missing, or there are too many. */
    record MissingVectors(UserId user, ConversationId conversation, MessageId message, String model)
            implements Difference {}

    /** There are vectors of it, and the source does not have it. */
    record GhostVectors(UserId user, MessageId message) implements Difference {}
}
