package bot.conversational.application.background;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits; an interrupt ends it early and stays noted. */
public record Pause(Duration length) implements Runnable {

    @Override
    public void run() {
        try {
            TimeUnit.MILLISECONDS.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
