package bot.conversational.domain.conversation.reading;

import bot.conversational.domain.conversation.CachedConversations;
import bot.conversational.domain.conversation.CachedConversations.Copy;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads from the store, and from the cache while the store is unavailable. */
final class CacheFallback {

    private final CachedConversations cached;

    CacheFallback(CachedConversations cached) {
        this.cached = cached;
    }

    /**
     * The store's result or, while it is unavailable, that of the cache.
     *
     * @param otherwise empty when the cache entry does not contain it
     * @throws DomainException.Unavailable the store's own, when the cache has no entry
     */
    <T> Optional<T> orCopy(
            Supplier<Optional<T>> store, UserId user, ConversationId id, Function<Copy, Optional<T>> otherwise) {
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

    private Optional<Copy> find(UserId user, ConversationId id) {
        try {
            return cached.find(user, id);
        } catch (DomainException.Unavailable cacheAwayToo) {
            return Optional.empty();
        }
    }
}
