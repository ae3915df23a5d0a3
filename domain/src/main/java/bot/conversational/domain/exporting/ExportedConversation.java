package bot.conversational.domain.exporting;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.MessageId;
import java.util.Optional;

/**
 * A conversation as it is exported.
 *
 * @param current the message that its newest branch ends with; empty when there is none
 * @param lastSeq of the messages that belong to this state of it: later ones are left out
 */
public record ExportedConversation(Conversation conversation, Optional<MessageId> current, long lastSeq) {}
