package bot.conversational.application.background;

import io.dropwizard.lifecycle.Managed;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks that no caller waits for and nothing depends on: cache updates, "last seen" times. Beyond a limit they are
 * dropped: a cache that misses an update is only slower, and its versions keep it right.
 */
public final class BackgroundTasks implements Executor, Managed {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundTasks.class);
    private static final int MAX_PENDING = 10_000;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(MAX_PENDING);

    @Override
    public void execute(Runnable task) {
        if (!room.tryAcquire()) {
            LOG.warn("{} background tasks are pending already, one was dropped", MAX_PENDING);
            return;
        }
        threads.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.debug("a background task failed", e);
            } finally {
                room.release();
            }
        });
    }

    @Override
    public void stop() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }
}
