package bot.conversational.application.health;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices a heap that stays full although it is collected: the process then does little else, and answers nobody. (When
 * nothing at all is free the JVM ends itself.)
 */
public final class FullHeap {

    private static final double FULL = 0.95;
    private static final Duration TOO_LONG = Duration.ofMinutes(1);

    private final DoubleSupplier filled;
    private final LongSupplier nanoTime;
    private @Nullable Long fullSince;

    /** Of this process. */
    public FullHeap() {
        this(FullHeap::filledAfterCollection, System::nanoTime);
    }

    /** @param filled the part of the old generation that a collection left, 0 to 1 */
    FullHeap(DoubleSupplier filled, LongSupplier nanoTime) {
        this.filled = filled;
        this.nanoTime = nanoTime;
    }

    /** False when it has been full for long; to be asked every few seconds. */
    public synchronized boolean lives() {
        if (filled.getAsDouble() < FULL) {
            fullSince = null;
            return true;
        }
        long now = nanoTime.getAsLong();
        Long since = fullSince;
        if (since == null) {
            fullSince = now;
            return true;
        }
        return now - since < TOO_LONG.toNanos();
    }

    /** What was left by the last collection, unless it has become less since. */
    private static double filledAfterCollection() {
        List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans();
        return pools.stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .filter(pool -> pool.getName().contains("Old") || pool.getName().contains("Tenured"))
                .filter(pool -> pool.getCollectionUsage() != null)
                .mapToDouble(pool -> Math.min(part(pool.getCollectionUsage()), part(pool.getUsage())))
                .max()
                .orElse(0);
    }

    private static double part(MemoryUsage usage) {
        return usage.getMax() <= 0 ? 0 : (double) usage.getUsed() / usage.getMax();
    }
}
