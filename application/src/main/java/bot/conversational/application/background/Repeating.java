package bot.conversational.application.background;

import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a piece of work on a thread of its own: at once while there is more, after {@code idle} when there is none,
 * and after a pause that doubles up to {@code MAX_PAUSE} while it fails.
 */
final class Repeating implements BackgroundJob {

    private static final Logger LOG = LoggerFactory.getLogger(Repeating.class);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

    private final String name;
    private final Duration idle;
    private final BooleanSupplier work;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    /** @param work returns whether there may be more */
    Repeating(String name, Duration idle, BooleanSupplier work) {
        this.name = name;
        this.idle = idle;
        this.work = work;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::loop);
    }

    @Override
    public void start() {
        thread.start();
    }

    /** Lets the piece of work under way finish. */
    @Override
    public void stop() throws InterruptedException {
        stopped.countDown();
        if (!thread.join(Duration.ofSeconds(10))) {
            thread.interrupt();
        }
    }

    @Override
    public boolean lives() {
        return thread.isAlive() || thread.getState() == Thread.State.NEW || stopped.getCount() == 0;
    }

    private void loop() {
        Duration pause = Duration.ZERO;
        try {
            while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = once(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The pause before the next time. */
    private Duration once(Duration lastPause) {
        try {
            return work.getAsBoolean() ? Duration.ZERO : idle;
        } catch (DomainException.Unavailable away) {
            LOG.info("{} waits: {}", name, away.getMessage());
        } catch (RuntimeException | Error e) { // nothing else would begin the work again
            LOG.error("{} failed and will be retried", name, e);
        }
        Duration longer = lastPause.compareTo(idle) < 0 ? idle : lastPause.multipliedBy(2);
        return longer.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : longer;
    }
}
