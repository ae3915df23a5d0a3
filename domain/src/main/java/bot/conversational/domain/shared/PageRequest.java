package bot.conversational.domain.shared;

import java.util.Optional;

/**
 * Which stretch of a list is wanted.
 *
 * @param limit 1 to 200 items
 * @param after the position the page starts behind; empty for the first page
 */
public record PageRequest<P>(int limit, Optional<P> after) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    /** A page of texts ends with the item that reaches so many bytes of them, however many items are wanted. */
    public static final long MOST_BYTES = 2L << 20;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new DomainException.Invalid("limit", "must be between 1 and " + MAX_LIMIT);
        }
    }

    public static <P> PageRequest<P> first(int limit) {
        return new PageRequest<>(limit, Optional.empty());
    }
}
