package bot.conversational.application.http.paging;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A value fetched at its first use that succeeds, since the store that has it may be away at the start. Who wants to have it
 * before the store goes away asks for it in the background.
 */
public final class FetchedOnce<T> implements Supplier<T> {

    private final Supplier<T> fetch;
    private final AtomicReference<T> value = new AtomicReference<>();

    public FetchedOnce(Supplier<T> fetch) {
        this.fetch = fetch;
    }

    @Override
    public T get() {
        T known = value.get();
        if (known != null) {
            return known;
        }
        T fetched = fetch.get();
        value.set(fetched);
        return fetched;
    }
}
