package bot.conversational.domain.search;

import bot.conversational.domain.user.UserId;

/** Finds conversations by the words of their messages. */
public interface ConversationSearch {

    /**
     * The user's own conversations with a message that matches, in the order of their best messages: one hit for a
     * conversation, on whichever page. Nothing found is an empty page.
     *
     * @throws bot.conversational.domain.shared.DomainException.Malformed when the page's position is invalid
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the index is unavailable or too slow
     */
    ConversationHits search(UserId user, MessageQuery query);
}
