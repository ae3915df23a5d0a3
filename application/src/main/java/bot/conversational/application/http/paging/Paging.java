package bot.conversational.application.http.paging;

import bot.conversational.application.http.json.IdParameters;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One list of one user: reads the query's {@code limit} and {@code cursor}, and writes the answer's next cursor. */
public final class Paging<P> {

    private final CursorSeal seal;
    private final UserId user;
    private final String list;
    private final Function<P, String> format;
    private final Function<String, P> parse;

    /** @param list names the list and everything that its content depends on: cursors are good for it alone */
    public Paging(CursorSeal seal, UserId user, String list, Function<P, String> format, Function<String, P> parse) {
        this.seal = seal;
        this.user = user;
        this.list = list;
        this.format = format;
        this.parse = parse;
    }

    /** The same of a list whose positions are ids. */
    public static <I> Paging<I> ofIds(CursorSeal seal, UserId user, String list, Function<UUID, I> id) {
        return new Paging<>(
                seal,
                user,
                list,
                Object::toString,
                text -> id.apply(IdParameters.parse(text, DomainException.Malformed::new)));
    }

    /** Out of range is refused by {@link PageRequest}. */
    public PageRequest<P> request(@Nullable Integer limit, @Nullable String cursor) {
        Optional<P> after = Optional.ofNullable(cursor)
                .map(text -> seal.open(user, list, text))
                .map(parse);
        return new PageRequest<>(limit == null ? PageRequest.DEFAULT_LIMIT : limit, after);
    }

    public <T, J> ListJson<J> answer(Page<T, P> page, Function<T, J> item) {
        return answer(page.items().stream().map(item).toList(), page.next());
    }

    public <J> ListJson<J> answer(List<J> items, Optional<P> next) {
        return new ListJson<>(items, next(next));
    }

    public @Nullable String next(Optional<P> next) {
        return next.map(format).map(position -> seal.seal(user, list, position)).orElse(null);
    }
}
