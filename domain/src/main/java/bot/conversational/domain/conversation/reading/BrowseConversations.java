package bot.conversational.domain.conversation.reading;

import bot.conversational.domain.conversation.CachedConversations;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationFilter;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationPosition;
import bot.conversational.domain.conversation.ConversationStore;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.shared.Text;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * A user's own conversations: the list of the sidebar, one of them, and those found by title. While the store is
 * unavailable, a cached one can still be shown.
 */
public final class BrowseConversations {

    public static final int MAX_TITLE_QUERY = 200;

    private final ConversationStore conversations;
    private final CacheFallback fallback;

    public BrowseConversations(ConversationStore conversations, CachedConversations cached) {
        this.conversations = conversations;
        this.fallback = new CacheFallback(cached);
    }

    public Page<Conversation, ConversationPosition> list(
            UserId user, ConversationFilter filter, PageRequest<ConversationPosition> page) {
        return conversations.list(user, filter, page);
    }

    public Page<Conversation, ConversationPosition> listPinned(
            UserId user, ConversationFilter filter, PageRequest<ConversationPosition> page) {
        return conversations.listPinned(user, filter, page);
    }

    public Conversation show(UserId user, ConversationId id) {
        return fallback.orCopy(() -> conversations.find(user, id), user, id, copy -> Optional.of(copy.conversation()))
                .orElseThrow(() -> new DomainException.NotFound("conversation"));
    }

    public List<Conversation> byTitle(UserId user, String text, ConversationFilter filter, int limit) {
        return conversations.searchTitles(user, Text.checked("q", text, 1, MAX_TITLE_QUERY), filter, limit);
    }
}
