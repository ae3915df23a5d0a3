package bot.conversational.domain.search;

import bot.conversational.domain.user.UserId;

/**
 * Searches the index, and the source of truth itself while the index is away: what that finds is marked as degraded.
 * Both answer within a second, or say at once that they are away.
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
        return new MessageHits(hits.items(), hits.total(), hits.facets(), FallbackSearch.marked(hits.next()), true);
    }
}
