package bot.conversational.domain.search;

import bot.conversational.domain.search.MessageQuery.Reach;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.PageRequest;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks the index, or the source of truth when the index is unavailable. A list continues where it began, because each
 * orders the rest of a list in its own way. So positions of the source of truth are marked, and a list that began in
 * the index waits until that is available again. So does whoever wants all to be compared.
 *
 * @param <R> the result
 */
record FallbackSearch<R>(Function<MessageQuery, R> index, Function<MessageQuery, R> truth) {

    private static final String MARK = "~";

    R search(MessageQuery query) {
        Optional<String> after = query.page().after();
        if (after.isPresent() && after.get().startsWith(MARK)) {
            return truth.apply(query.from(
                    new PageRequest<>(query.page().limit(), after.map(position -> position.substring(MARK.length())))));
        }
        try {
            return index.apply(query);
        } catch (DomainException.Unavailable away) {
            if (after.isPresent() || query.reach() == Reach.ALL) {
                throw away;
            }
            return truth.apply(query);
        }
    }

    /** The position of the source of truth, marked as such. */
    static Optional<String> marked(Optional<String> position) {
        return position.map(MARK::concat);
    }
}
