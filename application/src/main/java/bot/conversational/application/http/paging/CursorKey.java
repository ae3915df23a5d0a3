package bot.conversational.application.http.paging;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The key of cursors, fetched at its first use that succeeds, since the store that has it may be unavailable at the
 * start. Who wants to have it before the store goes away asks for it in the background.
 */
public final class CursorKey implements Supplier<byte[]> {

    private final Supplier<byte[]> fetch;
    private final AtomicReference<byte[]> value = new AtomicReference<>();

    public CursorKey(Supplier<byte[]> fetch) {
        this.fetch = fetch;
    }

    @Override
    public byte[] get() {
        byte[] known = value.get();
        if (known != null) {
            return known;
        }
        byte[] fetched = fetch.get();
        value.set(fetched);
        return fetched;
    }
}
