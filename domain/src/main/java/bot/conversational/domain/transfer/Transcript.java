package bot.conversational.domain.transfer;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.folder.Filing;
import bot.conversational.domain.folder.FolderId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** The same, kept in a folder. */
    Transcript in(FolderId folder) {
        Filing filing = new Filing(Optional.of(folder), conversation.filing().tags());
        Conversation filed = new Conversation(
                conversation.id(), conversation.user(), conversation.settings(), filing, conversation.progress());
        return new Transcript(filed, messages, head, comments);
    }

    /** One without comments. */
    public Transcript(Conversation conversation, List<ContextMessage> messages, ContextMessage head) {
        this(conversation, messages, head, Map.of());
    }
}
