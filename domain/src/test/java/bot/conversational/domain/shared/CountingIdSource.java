package bot.conversational.domain.shared;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Ids that say in their first digits which one they are: {@code 00000000-0001-7...} is the first. */
public final class CountingIdSource implements IdSource {

    private final AtomicLong made = new AtomicLong();

    @Override
    public UUID next() {
        return new UUID(made.incrementAndGet() << 16 | 0x7000, 0x8000_0000_0000_0000L);
    }
}
