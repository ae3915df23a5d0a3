package bot.conversational.domain.shared;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often the streams of a node move on. A model sends up to a hundred pieces of text a second. A piece that is
 * passed on alone costs as much as many together. So the pieces of one pause are passed on together. The pause grows
 * with the number of streams, up to {@link #SLOWEST}: a busy node sends larger pieces before it sends late ones.
 *
 * <p>All streams move at the beats of one clock, some at each: to wake a timer, a scheduler and a processor for a
 * single stream costs more than its move.
 */
public final class StreamPace {

    /** Shorter than an eye notices. */
    static final Duration FASTEST = Duration.ofMillis(30);

    static final Duration SLOWEST = Duration.ofMillis(150);

    /** Of the clock: all moves are at multiples of it. */
    static final Duration BEAT = Duration.ofMillis(10);

    /** The CPU time for each stream between two of its moves; found by experiment, see docs/performance.md. */
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

    /** From now to the next move of a stream. */
    public Duration pause() {
        return pause(System.nanoTime());
    }

    /** Up to the beat that is nearest to the end of the pause that there should be. */
    Duration pause(long nanoTime) {
        long beat = BEAT.toNanos();
        long late = Math.floorMod(nanoTime + wanted().toNanos() + beat / 2, beat) - beat / 2;
        return wanted().minusNanos(late);
    }

    private Duration wanted() {
        Duration wanted = forEach.multipliedBy(streams.get());
        if (wanted.compareTo(FASTEST) < 0) {
            return FASTEST;
        }
        return wanted.compareTo(SLOWEST) > 0 ? SLOWEST : wanted;
    }
}
