package bot.conversational.application.exporting;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.conversation.MessageStore;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A branch from its first message on. Stores give branches from the newest message back, so it is gone through twice: once
 * for where its pages begin, and back for their messages. Never more than two pages are in memory. What is said meanwhile
 * is not in it, nor is an answer that is being generated.
 */
public final class BranchPages {

    /** Takes the messages, oldest first. */
    @FunctionalInterface
    public interface Taker {
        void take(Message message) throws IOException;
    }

    private final MessageStore messages;
    private final UserId user;
    private final ConversationId conversation;
    private final Optional<MessageId> branch;
    private final Page<Message, MessageId> newest;

    /**
     * Looks for the branch.
     *
     * @param branch a message of it; empty: the newest one
     * @throws DomainException.NotFound when there is no such conversation or branch
     */
    public BranchPages(MessageStore messages, UserId user, ConversationId conversation, Optional<MessageId> branch) {
        this.messages = messages;
        this.user = user;
        this.conversation = conversation;
        this.branch = branch;
        this.newest = page(Optional.empty());
    }

    private Page<Message, MessageId> page(Optional<MessageId> after) {
        return messages.history(user, conversation, branch, new PageRequest<>(PageRequest.MAX_LIMIT, after))
                .orElseThrow(() -> new DomainException.NotFound("conversation"));
    }

    public void forEach(Taker taker) throws IOException {
        List<MessageId> starts = new ArrayList<>();
        for (Optional<MessageId> next = newest.next();
                next.isPresent();
                next = page(next).next()) {
            starts.add(next.get());
        }
        for (MessageId start : starts.reversed()) {
            give(page(Optional.of(start)), taker);
        }
        give(newest, taker);
    }

    private static void give(Page<Message, MessageId> page, Taker taker) throws IOException {
        for (Message message : page.items().reversed()) {
            if (message.status() != MessageStatus.GENERATING) {
                taker.take(message);
            }
        }
    }
}
