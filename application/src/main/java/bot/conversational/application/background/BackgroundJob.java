package bot.conversational.application.background;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Work that goes on for as long as the node serves. A capability's module declares its jobs; they start in the order of
 * the modules and stop the other way round.
 */
public interface BackgroundJob extends Managed {

    /**
     * Does a piece of work once each interval; while it fails, after a pause that doubles.
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
     * Does a piece of work again at once while it says that there may be more, and otherwise as {@link #every} does.
     *
     * @param name of the thread, and in logs
     */
    static BackgroundJob whileBusy(String name, Duration interval, BooleanSupplier work) {
        return new Repeating(name, interval, work);
    }
}
