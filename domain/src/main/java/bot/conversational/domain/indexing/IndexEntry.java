package bot.conversational.domain.indexing;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.user.UserId;

/** Something that the index should be made to agree with. */
public sealed interface IndexEntry {

    /** The message is so now. */
    record Put(MessageDocument document) implements IndexEntry {}

    /** The conversation and all its messages are gone, at a version above all that they ever had. */
    record RemoveConversation(UserId user, ConversationId conversation, long version) implements IndexEntry {}
}
