package bot.conversational.domain.transfer;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.MessageId;
import java.util.List;
import java.util.Map;

/**
 * An imported conversation as one of ours, ready to be stored.
 *
 * @param messages by seq from 1 without gaps, parents first; at least one
 * @param head of these the one that the newest branch ends with
 * @param comments that came with the feedback of messages
 */
public record Transcript(
        Conversation conversation,
        List<ContextMessage> messages,
        ContextMessage head,
        Map<MessageId, String> comments) {

    public Transcript {
        messages = List.copyOf(messages);
        comments = Map.copyOf(comments);
    }

    /** One without comments. */
    public Transcript(Conversation conversation, List<ContextMessage> messages, ContextMessage head) {
        this(conversation, messages, head, Map.of());
    }
}
