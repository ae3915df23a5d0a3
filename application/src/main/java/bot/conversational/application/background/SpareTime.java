package bot.conversational.application.background;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Lets work that has time have half a processor of an idle machine and next to nothing of a busy one: it rests for as long
 * as it has worked, and much longer when others kept the processors busy meanwhile. What it takes itself does not count,
 * since it rests while it looks. For one thread at a time.
 */
public final class SpareTime {

    /** Of all processors, from 0 to 1: above, others are likely to wait for one. */
    private static final double BUSY = 0.5;

    private static final int BUSY_RESTS = 24;

    /** Processors are counted in hundredths of a second: a shorter look would see all or nothing. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final DoubleSupplier load;
    private final Consumer<Duration> pause;
    private volatile Duration owed = Duration.ZERO;

    public SpareTime() {
        this(
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)::getCpuLoad,
                length -> new Pause(length).run());
    }

    /** @param load of all processors since it was last asked, from 0 to 1; below 0 when unknown */
    SpareTime(DoubleSupplier load, Consumer<Duration> pause) {
        this.load = load;
        this.pause = pause;
    }

    /** Takes note of work. */
    public void worked(Duration time) {
        owed = owed.plus(time);
    }

    /** Rests of the work until now, once there was enough of it. */
    public void await() {
        if (owed.compareTo(LOOK) < 0) {
            return;
        }
        Duration rest = shortened(owed);
        Duration more = shortened(owed.multipliedBy(BUSY_RESTS)).minus(rest);
        owed = Duration.ZERO;
        measureFromNow();
        pause.accept(rest);
        if (load.getAsDouble() > BUSY) {
            pause.accept(more);
        }
    }

    private void measureFromNow() {
        double unused = load.getAsDouble();
    }

    private static Duration shortened(Duration rest) {
        return rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
    }
}
