package bot.conversational.domain.search;

import bot.conversational.domain.user.UserId;

/**
 * Searches the index, or the source of truth while the index is unavailable; its hits are marked as degraded. Both
 * respond within a second, or report at once that they are unavailable.
 */
public final class FallbackMessageSearch implements MessageSearch {

    private final MessageSearch index;
    private final MessageSearch truth;

    public FallbackMessageSearch(MessageSearch index, MessageSearch truth) {
        this.index = index;
        this.truth = truth;
    }

    @Override
    public MessageHits search(UserId user, MessageQuery query) {
        return new FallbackSearch<>(it -> index.search(user, it), it -> degraded(user, it)).search(query);
    }

    private MessageHits degraded(UserId user, MessageQuery query) {
        MessageHits hits = truth.search(user, query);
        return new MessageHits(
                hits.items(), hits.total(), hits.facets(), FallbackSearch.marked(hits.next()), true, hits.rarity());
    }
}
