package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Ten thousand generated requests: nothing they hold is a mistake of the service's own, and none keeps it busy. */
class HostileRequestsIT {

    private static final int REQUESTS = Integer.getInteger("hostile.requests", 10_000);
    private static final int WORKERS = 4;
    private static final Duration SLOWEST = Duration.ofSeconds(2);

    private final Api anybody = Deployment.sharedNode().api();

    private record Sent(long seed, HostileRequest request, int status, Duration took) {
        @Override
        public String toString() {
            return "seed " + seed + ": " + status + " after " + took.toMillis() + " ms: " + request;
        }
    }

    /** {@code -Dhostile.seed=N -Dhostile.requests=1} sends one of them again. */
    @Test
    void generatedRequestsShouldNeverBreakTheService() throws Exception {
        long first = Long.getLong("hostile.seed", ThreadLocalRandom.current().nextLong(1L << 40));
        System.out.println("hostile.seed=" + first);
        Queue<Sent> wrong = new ConcurrentLinkedQueue<>();
        Map<Integer, AtomicInteger> statuses = new TreeMap<>();
        AtomicLong next = new AtomicLong();
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                Belongings mine = Belongings.of(anybody);
                Belongings anothers = Belongings.of(anybody);
                all.add(workers.submit(() -> {
                    for (long n = next.getAndIncrement(); n < REQUESTS; n = next.getAndIncrement()) {
                        Sent sent = send(first + n, mine, anothers);
                        synchronized (statuses) {
                            statuses.computeIfAbsent(sent.status(), status -> new AtomicInteger())
                                    .incrementAndGet();
                        }
                        if (sent.status() >= 500 || sent.took().compareTo(SLOWEST) > 0) {
                            wrong.add(sent);
                        }
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        System.out.println("answers by status: " + statuses);
        assertThat(wrong).isEmpty();
        assertThat(statuses).as("both good and bad ones").containsKeys(200, 201, 400, 404, 415, 422);
    }

    private static Sent send(long seed, Belongings mine, Belongings anothers) {
        HostileRequest request = HostileRequest.of(seed, mine, anothers);
        Api api = Api.at(mine.api(), request.headers());
        try {
            return send(seed, request, api);
        } catch (UncheckedIOException closed) {
            // A server may close a kept connection at any time, and this client sends no POST again by itself.
            return send(seed, request, api);
        }
    }

    private static Sent send(long seed, HostileRequest request, Api api) {
        long start = System.nanoTime();
        Api.Answer answer =
                api.send(request.route().method(), request.path(), BodyPublishers.ofByteArray(request.body()));
        return new Sent(seed, request, answer.status(), Duration.ofNanos(System.nanoTime() - start));
    }
}
