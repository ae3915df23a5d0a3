package bot.conversational.domain.search;

import bot.conversational.domain.user.UserId;

/** Discovers conversations in the index, or in the source of truth while the index is unavailable. */
public final class FallbackConversationSearch implements ConversationSearch {

    private final ConversationSearch index;
    private final ConversationSearch truth;

    public FallbackConversationSearch(ConversationSearch index, ConversationSearch truth) {
        this.index = index;
        this.truth = truth;
    }

    @Override
    public ConversationHits search(UserId user, MessageQuery query) {
        return new FallbackSearch<>(it -> index.search(user, it), it -> degraded(user, it)).search(query);
    }

    private ConversationHits degraded(UserId user, MessageQuery query) {
        ConversationHits hits = truth.search(user, query);
        return new ConversationHits(hits.items(), FallbackSearch.marked(hits.next()));
    }
}
