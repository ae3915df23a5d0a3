package bot.conversational.domain.conversation;

import java.util.Optional;

/**
 * The position of a message in its conversation's tree of messages.
 *
 * @param seq its place in the conversation, ascending from 1; the clocks of nodes never order messages
 * @param parentId the message it follows; empty for a first message. Siblings are alternatives
 */
public record TreePosition(ConversationId conversationId, long seq, Optional<MessageId> parentId) {}
