package bot.conversational.application.service.edges;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ten thousand generated requests: nothing they hold is a mistake of the service's own, and none keeps it busy. */
class FuzzedRequestsIT {

    private static final int REQUESTS = Integer.getInteger("faults.requests", 1_000);
    private static final int WORKERS = 4;
    private static final int MOST_RETRIES = 10;

    /** So many times as long as half of the requests take, a request that computes for want of a limit takes at once. */
    private static final int SLOW = 400;

    private final AtomicInteger retries = new AtomicInteger();
    private final Api anybody = Deployment.sharedNode().api();

    private record Sent(long seed, FuzzedRequest request, Api api, int status, Duration took) {
        Sent again() {
            return send(seed, request, api);
        }

        @Override
        public String toString() {
            return "seed " + seed + ": " + status + " after " + took.toMillis() + " ms: " + request;
        }
    }

    /** {@code -Dhostile.seed=N -Dfaults.requests=1} sends one of them again. */
    @Test
    void generatedRequestsShouldNeverBreakTheService() throws Exception {
        long first = Long.getLong("hostile.seed", ThreadLocalRandom.current().nextLong(1L << 40));
        System.out.println("hostile.seed=" + first);
        Queue<Sent> wrong = new ConcurrentLinkedQueue<>();
        Queue<Sent> sent = new ConcurrentLinkedQueue<>();
        Map<Integer, AtomicInteger> statuses = new TreeMap<>();
        AtomicLong next = new AtomicLong();
        List<OwnedResources> belongings = Stream.generate(() -> OwnedResources.of(anybody))
                .limit(2L * WORKERS)
                .toList();
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                OwnedResources mine = belongings.get(2 * i);
                OwnedResources anothers = belongings.get(2 * i + 1);
                all.add(workers.submit(() -> {
                    for (long n = next.getAndIncrement(); n < REQUESTS; n = next.getAndIncrement()) {
                        Sent one = send(first + n, mine, anothers);
                        sent.add(one);
                        synchronized (statuses) {
                            statuses.computeIfAbsent(one.status(), status -> new AtomicInteger())
                                    .incrementAndGet();
                        }
                        if (one.status() >= 500) {
                            wrong.add(one);
                        }
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        System.out.println("answers by status: " + statuses + ", sent again: " + retries);
        assertThat(retries.get()).as("requests sent again").isLessThanOrEqualTo(MOST_RETRIES);
        assertThat(wrong).isEmpty();
        assertThat(slow(sent)).isEmpty();
        assertThat(statuses).as("both good and bad ones").containsKeys(200, 201, 400, 404, 415, 422);
    }

    /** What is slow by itself is so again, also when nothing else runs; a machine that stood still is not to blame twice. */
    private static List<Sent> slow(Collection<Sent> sent) {
        List<Duration> times = sent.stream().map(Sent::took).sorted().toList();
        Duration most = times.get(times.size() / 2).multipliedBy(SLOW);
        return sent.stream()
                .filter(it -> it.took().compareTo(most) > 0)
                .map(Sent::again)
                .filter(it -> it.took().compareTo(most) > 0)
                .toList();
    }

    /**
     * Sends a request, and sends it again when it met the end of a connection that had been kept for it: the server may close
     * one at any time, and this client sends no POST again by itself. Not one byte came back then. Anything else is a request
     * that the service dropped, and so would be many of these.
     */
    private Sent send(long seed, OwnedResources mine, OwnedResources anothers) {
        FuzzedRequest request = FuzzedRequest.of(seed, mine, anothers);
        Api api = Api.at(mine.api(), request.headers());
        try {
            return send(seed, request, api);
        } catch (UncheckedIOException closed) {
            if (!String.valueOf(closed.getMessage()).contains("received no bytes")) {
                throw new AssertionError("seed " + seed + " was dropped: " + request, closed);
            }
            retries.incrementAndGet();
            return send(seed, request, api);
        }
    }

    private static Sent send(long seed, FuzzedRequest request, Api api) {
        long start = System.nanoTime();
        Api.Answer answer =
                api.send(request.route().method(), request.path(), BodyPublishers.ofByteArray(request.body()));
        return new Sent(seed, request, api, answer.status(), Duration.ofNanos(System.nanoTime() - start));
    }
}
