package bot.conversational.application.state;

import com.codahale.metrics.health.HealthCheckRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks all health checks at once, and no more often than every {@link #FRESH}: however many ask, the engines hear no more
 * of it. The messages of checks are for operators, and are not shown.
 */
public final class CheckRounds {

    /** So old may a round be that is shown. */
    static final Duration FRESH = Duration.ofSeconds(5);

    /** A check that says nothing for so long counts as failed. It has a timeout of its own, by which it ends. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** What a check found. */
    public record Finding(String name, boolean healthy) {}

    /** What all of them found, by their names. */
    public record Round(Instant at, List<Finding> findings) {

        public Round {
            findings = List.copyOf(findings);
        }
    }

    private final HealthCheckRegistry checks;
    private final ExecutorService threads;
    private final InstantSource clock;
    private Round last = new Round(Instant.EPOCH, List.of());

    public CheckRounds(HealthCheckRegistry checks, ExecutorService threads, InstantSource clock) {
        this.checks = checks;
        this.threads = threads;
        this.clock = clock;
    }

    /** A round that is not older than {@link #FRESH}. */
    public synchronized Round latest() {
        Instant now = clock.instant();
        if (Duration.between(last.at(), now).compareTo(FRESH) >= 0) {
            last = new Round(now, ask());
        }
        return last;
    }

    private List<Finding> ask() {
        Map<String, Future<Boolean>> asked = new TreeMap<>();
        for (String name : checks.getNames()) {
            asked.put(name, threads.submit(() -> checks.runHealthCheck(name).isHealthy()));
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<Finding> findings = new ArrayList<>();
        asked.forEach((name, answer) -> findings.add(new Finding(name, healthy(answer, end - System.nanoTime()))));
        return findings;
    }

    private static boolean healthy(Future<Boolean> answer, long nanos) {
        try {
            return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
