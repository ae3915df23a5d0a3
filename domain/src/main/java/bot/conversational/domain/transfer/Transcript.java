package bot.conversational.domain.transfer;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.conversation.Conversation;
import java.util.List;

/**
 * An imported conversation as one of ours, ready to be stored.
 *
 * @param messages by seq from 1 without gaps, parents first; at least one
 * @param head of these the one that the newest branch ends with
 */
public record Transcript(Conversation conversation, List<ContextMessage> messages, ContextMessage head) {

    public Transcript {
        messages = List.copyOf(messages);
    }
}
