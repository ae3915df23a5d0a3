package bot.conversational.domain.search;

import bot.conversational.domain.search.MessageQuery.Reach;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the caller's own messages. */
public final class SearchMessages {

    private final Map<SearchMode, MessageSearch> ways;

    /** @param ways those that are configured */
    public SearchMessages(Map<SearchMode, MessageSearch> ways) {
        this.ways = Map.copyOf(ways);
    }

    /**
     * A page of hits.
     *
     * @throws DomainException.Invalid when the mode is not configured, or has no such order or reach
     * @throws DomainException.Malformed when the page's position is invalid
     * @throws DomainException.Unavailable when the index is unavailable or too slow
     */
    public MessageHits search(UserId user, MessageQuery query, SearchMode mode) {
        return way(ways, mode, query).search(user, query);
    }

    static <W> W way(Map<SearchMode, W> ways, SearchMode mode, MessageQuery query) {
        @Nullable W way = ways.get(mode);
        if (way == null) {
            throw new DomainException.Invalid("mode", "must be keyword: there is no model of embeddings");
        }
        if (mode != SearchMode.KEYWORD && query.sort() != Sort.RELEVANCE) {
            throw new DomainException.Invalid("sort", "must be relevance unless the mode is keyword");
        }
        if (mode == SearchMode.KEYWORD && query.reach() != Reach.NEWEST) {
            throw new DomainException.Invalid("reach", "must be newest unless the mode is semantic or hybrid");
        }
        return way;
    }
}
