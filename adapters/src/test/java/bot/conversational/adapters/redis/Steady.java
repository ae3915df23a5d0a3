package bot.conversational.adapters.redis;

import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Somebody who runs a script on a key all the time. */
final class Steady implements AutoCloseable {

    private static final long PAUSE_MILLIS = 2;

    private final Redis redis;
    private final String key;
    private final Thread thread;
    private volatile boolean over;
    private int calls;
    private int failed;
    private long slowest;

    Steady(Redis redis, String key) {
        this.redis = redis;
        this.key = key;
        redis.run(RedisContracts.ECHO, List.of(key), List.of("connected, and the script is there"));
        this.thread = Thread.ofVirtual().start(this::run);
    }

    private void run() {
        try {
            while (!over) {
                long began = System.nanoTime();
                try {
                    redis.run(RedisContracts.ECHO, List.of(key), List.of("steady"));
                } catch (DomainException away) {
                    failed++;
                }
                calls++;
                slowest = Math.max(slowest, System.nanoTime() - began);
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it: the numbers are for who has called this. */
    @Override
    public void close() throws InterruptedException {
        over = true;
        thread.join();
    }

    int calls() {
        return calls;
    }

    int failed() {
        return failed;
    }

    Duration slowest() {
        return Duration.ofNanos(slowest);
    }
}
