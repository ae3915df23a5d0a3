package bot.conversational.domain.search;

import bot.conversational.domain.user.UserId;

/** Finds messages by their words. */
public interface MessageSearch {

    /**
     * The user's own messages that match, never another's, whatever the query says. Nothing found is an empty page.
     *
     * @throws bot.conversational.domain.shared.DomainException.Malformed when the page's position is invalid
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the index is unavailable or too slow
     */
    MessageHits search(UserId user, MessageQuery query);
}
