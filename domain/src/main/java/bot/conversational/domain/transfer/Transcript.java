package bot.conversational.domain.transfer;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.conversation.Conversation;
import java.util.List;

/**
 * An imported conversation as one of ours, ready to be stored.
 *
 * @param messages by seq from 1 without gaps; at least one, and the last is the newest branch's newest
 */
public record Transcript(Conversation conversation, List<ContextMessage> messages) {

    public Transcript {
        messages = List.copyOf(messages);
    }
}
