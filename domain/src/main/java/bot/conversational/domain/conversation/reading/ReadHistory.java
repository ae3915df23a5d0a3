package bot.conversational.domain.conversation.reading;

import bot.conversational.domain.conversation.CachedConversations;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStore;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The messages of a conversation, newest first. While the store is unavailable the first page of the newest branch can
 * still be read, if the conversation is cached.
 */
public final class ReadHistory {

    private final MessageStore messages;
    private final CacheFallback fallback;

    public ReadHistory(MessageStore messages, CachedConversations cached) {
        this.messages = messages;
        this.fallback = new CacheFallback(cached);
    }

    public Page<Message, MessageId> read(
            UserId user, ConversationId conversation, Optional<MessageId> branch, PageRequest<MessageId> page) {
        return fallback.orCopy(
                        () -> messages.history(user, conversation, branch, page),
                        user,
                        conversation,
                        copy -> branch.isPresent() || page.after().isPresent()
                                ? Optional.empty()
                                : Optional.of(firstPage(copy.messages(), page.limit())))
                .orElseThrow(() -> new DomainException.NotFound("conversation"));
    }

    /**
     * The siblings of a page's messages, by which callers get from branch to branch; see {@link MessageStore#siblings}.
     *
     * @return empty while the store is unavailable
     */
    public Map<MessageId, List<MessageId>> siblings(UserId user, ConversationId conversation, List<Message> page) {
        try {
            return page.isEmpty() ? Map.of() : messages.siblings(user, conversation, page);
        } catch (DomainException.Unavailable storeAway) {
            return Map.of();
        }
    }

    /** The next page begins behind the last message of this one, whether that is cached or only its parent is known. */
    private static Page<Message, MessageId> firstPage(List<Message> oldestFirst, int limit) {
        List<Message> items = oldestFirst.reversed().stream().limit(limit).toList();
        boolean more = !items.isEmpty() && items.getLast().parentId().isPresent();
        return new Page<>(items, more ? Optional.of(items.getLast().id()) : Optional.empty());
    }
}
