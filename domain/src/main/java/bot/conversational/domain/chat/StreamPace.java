package bot.conversational.domain.chat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often the streams of a node move on. A model has up to a hundred pieces of text a second, and each that goes its way
 * alone costs as much as many together: what comes within a pause goes on together. The more streams there are, the longer
 * the pause, up to {@link #SLOWEST}, so that a node gets coarser before it gets late.
 */
public final class StreamPace {

    /** Shorter than an eye notices. */
    static final Duration FASTEST = Duration.ofMillis(30);

    static final Duration SLOWEST = Duration.ofMillis(150);

    /** What a stream has of a processor between two of its moves; found by trying, see docs/performance.md. */
    private static final Duration FOR_EACH = Duration.ofMillis(1);

    private final Duration forEach;
    private final AtomicInteger streams = new AtomicInteger();

    /** @param processors that the streams share */
    public StreamPace(int processors) {
        this.forEach = FOR_EACH.dividedBy(processors);
    }

    /** One stream more, until it leaves. */
    public void enter() {
        streams.incrementAndGet();
    }

    public void leave() {
        streams.decrementAndGet();
    }

    /** Between two moves of a stream. */
    public Duration pause() {
        Duration wanted = forEach.multipliedBy(streams.get());
        if (wanted.compareTo(FASTEST) < 0) {
            return FASTEST;
        }
        return wanted.compareTo(SLOWEST) > 0 ? SLOWEST : wanted;
    }
}
