package bot.conversational.domain.conversation;

import bot.conversational.domain.conversation.HotConversations.Hot;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads from the store, and from what is hot while the store is away. */
final class ReadWithoutStore {

    private final HotConversations hot;

    ReadWithoutStore(HotConversations hot) {
        this.hot = hot;
    }

    /**
     * What the store says, or, while it is away, what the hot conversation says.
     *
     * @param otherwise empty when the hot conversation does not tell
     * @throws DomainException.Unavailable the store's own, when nothing hot can stand in for it
     */
    <T> Optional<T> orHot(
            Supplier<Optional<T>> store, UserId user, ConversationId id, Function<Hot, Optional<T>> otherwise) {
        try {
            return store.get();
        } catch (DomainException.Unavailable storeAway) {
            Optional<T> known = find(user, id).flatMap(otherwise);
            if (known.isEmpty()) {
                throw storeAway;
            }
            return known;
        }
    }

    private Optional<Hot> find(UserId user, ConversationId id) {
        try {
            return hot.find(user, id);
        } catch (DomainException.Unavailable cacheAwayToo) {
            return Optional.empty();
        }
    }
}
