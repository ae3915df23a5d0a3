package bot.conversational.domain.search;

import bot.conversational.domain.user.UserId;

/** Finds the caller's own messages by their words. */
public final class SearchMessages {

    private final MessageSearch search;

    public SearchMessages(MessageSearch search) {
        this.search = search;
    }

    /**
     * A page of hits.
     *
     * @throws bot.conversational.domain.shared.DomainException.Malformed when the page's position is invalid
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the index is unavailable or too slow
     */
    public MessageHits search(UserId user, MessageQuery query) {
        return search.search(user, query);
    }
}
