package bot.conversational.domain.shared;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A stretch of a list that is paged by key.
 *
 * @param items in the list's order
 * @param next the position of the last item when more follow, else empty
 * @param <T> what is listed
 * @param <P> a position in the list, which the next page starts behind
 */
public record Page<T, P>(List<T> items, Optional<P> next) {

    public Page {
        items = List.copyOf(items);
    }

    /** The page of at most {@code limit} items made of {@code limit + 1} rows, where the one too many only says "more". */
    public static <T, P> Page<T, P> of(List<T> rows, int limit, Function<T, P> position) {
        if (rows.size() <= limit) {
            return new Page<>(rows, Optional.empty());
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, Optional.of(position.apply(items.getLast())));
    }

    /**
     * The same page, ended with the item that reaches {@link PageRequest#MOST_BYTES}.
     *
     * @param bytes of an item's texts
     */
    public Page<T, P> within(ToLongFunction<T> bytes, Function<T, P> position) {
        long sum = 0;
        for (int i = 0; i < items.size() - 1; i++) {
            sum += bytes.applyAsLong(items.get(i));
            if (sum >= PageRequest.MOST_BYTES) {
                return new Page<>(items.subList(0, i + 1), Optional.of(position.apply(items.get(i))));
            }
        }
        return this;
    }
}
