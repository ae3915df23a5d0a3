package bot.conversational.domain.conversation;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.util.Optional;

/** What was said in a conversation, newest first. */
public final class ReadHistory {

    private final MessageStore messages;

    public ReadHistory(MessageStore messages) {
        this.messages = messages;
    }

    public Page<Message, MessageId> read(
            UserId user, ConversationId conversation, Optional<MessageId> branch, PageRequest<MessageId> page) {
        return messages.history(user, conversation, branch, page)
                .orElseThrow(() -> new DomainException.NotFound("conversation"));
    }
}
