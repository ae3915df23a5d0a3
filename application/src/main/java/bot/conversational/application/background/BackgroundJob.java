package bot.conversational.application.background;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Work that a node repeats as long as it serves. A capability's module declares its jobs. They start in the order of
 * the modules and stop in the reverse one.
 */
public interface BackgroundJob extends Managed {

    /** False when its thread has died without being stopped: then nothing repeats the work any more. */
    boolean lives();

    /**
     * Runs the work once in each interval; while it fails, after a pause that doubles.
     *
     * @param name of the thread, and in logs
     */
    static BackgroundJob every(String name, Duration interval, Runnable work) {
        return whileBusy(name, interval, () -> {
            work.run();
            return false;
        });
    }

    /**
     * Runs the work again at once while it returns that there may be more, and otherwise as {@link #every} does.
     *
     * @param name of the thread, and in logs
     */
    static BackgroundJob whileBusy(String name, Duration interval, BooleanSupplier work) {
        return new Repeating(name, interval, work);
    }
}
