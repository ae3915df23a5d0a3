package bot.conversational.application.http.overload;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/**
 * The calls that a node works on at once. More would only make all of them slower, until their callers give up and the
 * work was in vain. A call that only waits for a language model or streams an answer does not count.
 */
public final class ConcurrencyLimit {

    private final int most;
    private final Semaphore places;
    private final LongAdder admitted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final ThreadLocal<Boolean> placed = ThreadLocal.withInitial(() -> false);

    /** @param most calls at once, at least 1 */
    public ConcurrencyLimit(int most) {
        this.most = most;
        this.places = new Semaphore(most);
    }

    /** Takes a place for a call that another thread is to {@link #takeOver}; false when all are taken. */
    boolean reserve() {
        boolean reserved = places.tryAcquire();
        (reserved ? admitted : refused).increment();
        return reserved;
    }

    /** Makes a reserved place that of the call which this thread serves. */
    void takeOver() {
        placed.set(true);
    }

    /** Takes a place for the call that this thread serves; false when all are taken. */
    boolean enter() {
        boolean entered = reserve();
        placed.set(entered);
        return entered;
    }

    /** Gives up the place of the call that this thread serves, if it still has one. */
    public void leave() {
        if (placed.get()) {
            places.release();
        }
        placed.remove();
    }

    /** The calls that have a place now. */
    public int size() {
        return most - places.availablePermits();
    }

    /** How many have got a place since the start. */
    public long admitted() {
        return admitted.sum();
    }

    /** How many were refused since the start. */
    public long refused() {
        return refused.sum();
    }
}
