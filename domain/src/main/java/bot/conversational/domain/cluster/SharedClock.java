package bot.conversational.domain.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time that all nodes share: that of the store, told with each renewal of a lease. Between these it goes on by the
 * machine's own clock, which may be wrong by any amount: without this, a session that one node opened would have run out
 * for another, and a list would show the conversation first that the node with the fastest clock wrote to.
 */
public final class SharedClock implements InstantSource {

    /** Smaller differences are none, and neither are those that the way may have made: time must not go back for them. */
    private static final Duration PRECISION = Duration.ofMillis(50);

    /** An answer that took longer says nothing of the time any more. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final InstantSource machine;
    private volatile Duration ahead = Duration.ZERO;

    public SharedClock(InstantSource machine) {
        this.machine = machine;
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead);
    }

    /** By how much the store's clock is ahead of the machine's; negative when it is behind. */
    public Duration ahead() {
        return ahead;
    }

    /** The machine's own time, see {@link #correct}. */
    Instant machine() {
        return machine.instant();
    }

    /**
     * Takes over the store's time.
     *
     * @param asked when it was asked, by the machine's clock
     * @param told what it said
     * @param heard when that was heard, by the machine's clock
     */
    void correct(Instant asked, Instant told, Instant heard) {
        Duration took = Duration.between(asked, heard);
        if (took.isNegative() || took.compareTo(FRESH) > 0) {
            return;
        }
        Duration half = took.dividedBy(2);
        Duration now = Duration.between(asked.plus(half), told);
        if (now.minus(ahead).abs().compareTo(half.plus(PRECISION)) > 0) {
            ahead = now;
        }
    }
}
