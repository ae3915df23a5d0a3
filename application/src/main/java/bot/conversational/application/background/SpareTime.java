package bot.conversational.application.background;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Rests of work that has time, so that it takes half a processor of an idle machine and next to nothing of a busy one.
 * Given how long a piece of the work took, it waits.
 */
public final class SpareTime implements Consumer<Duration> {

    /** Of all processors, from 0 to 1: above, somebody else is waiting for them. */
    private static final double BUSY = 0.6;

    private static final int IDLE_RESTS = 1;
    private static final int BUSY_RESTS = 20;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final DoubleSupplier load;
    private final Consumer<Duration> pause;

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

    @Override
    public void accept(Duration worked) {
        Duration rest = worked.multipliedBy(load.getAsDouble() > BUSY ? BUSY_RESTS : IDLE_RESTS);
        pause.accept(rest.compareTo(LONGEST) > 0 ? LONGEST : rest);
    }
}
