package bot.conversational.application.transfer.jobs;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long an import rests between its steps: next to nothing while nobody calls, and many times as long as it has worked
 * while the node has much to do. For one thread.
 */
public final class ImportPace {

    /** Calls of a second from which on the node is busy: some people who read lists make fewer. */
    private static final double BUSY = 20;

    private static final double QUIET_RESTS = 0.1;
    private static final double BUSY_RESTS = 15;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final double NANOS = 1e9;

    private final LongSupplier calls;
    private final LongSupplier nanoTime;
    private long lastCalls;
    private long lastLook;

    /** @param calls of the node so far */
    public ImportPace(LongSupplier calls) {
        this(calls, System::nanoTime);
    }

    ImportPace(LongSupplier calls, LongSupplier nanoTime) {
        this.calls = calls;
        this.nanoTime = nanoTime;
        lastCalls = calls.getAsLong();
        lastLook = nanoTime.getAsLong();
    }

    /** How long to rest after so much work. */
    Duration after(Duration worked) {
        long now = nanoTime.getAsLong();
        long all = calls.getAsLong();
        double rate = (all - lastCalls) * NANOS / Math.max(1, now - lastLook);
        lastCalls = all;
        lastLook = now;
        Duration rest = Duration.ofNanos((long) (worked.toNanos() * (rate > BUSY ? BUSY_RESTS : QUIET_RESTS)));
        return rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
    }
}
