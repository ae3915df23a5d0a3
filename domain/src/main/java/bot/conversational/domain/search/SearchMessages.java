package bot.conversational.domain.search;

import bot.conversational.domain.user.UserId;

/** Finds the caller's own messages by their words. */
public final class SearchMessages {

    private final MessageSearch search;

    public SearchMessages(MessageSearch search) {
        this.search = search;
    }

    /**
     * A page of what was found.
     *
     * @throws bot.conversational.domain.shared.DomainException.Malformed when the page's position is none
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the index is away or too slow
     */
    public MessageHits search(UserId user, MessageQuery query) {
        return search.search(user, query);
    }
}
