package bot.conversational.application.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.EventStream;
import bot.conversational.application.service.harness.Node;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Users who call through a proxy and take every answer as it comes: a turn as JSON, a turn as a stream of two seconds, the
 * history, again and again. What is not as it should be is a failure.
 */
final class ProxiedUsers implements AutoCloseable {

    private static final int WORDS = 40;
    private static final int EVERY_MILLIS = 50;
    private static final Duration STREAM = Duration.ofMillis(WORDS * EVERY_MILLIS);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 50;

    private record Talk(Api user, String path) {}

    private final List<Talk> talks = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger streams = new AtomicInteger();
    private final AtomicLong slowestNanos = new AtomicLong();
    private volatile boolean over;

    ProxiedUsers(Node node, URI proxy, int users) {
        for (int i = 0; i < users; i++) {
            Api user = node.api().asNewUser();
            Talk talk = new Talk(
                    Api.at(new Api(proxy.toString()), Map.of("Authorization", user.header("Authorization"))),
                    "/api/v1/conversations/" + user.newConversation() + "/messages");
            talks.add(talk);
            threads.add(Thread.ofVirtual().start(() -> talk(talk)));
        }
    }

    private void talk(Talk talk) {
        try {
            while (!over) {
                call("turn", Duration.ZERO, () -> say(talk));
                call("stream", STREAM, () -> listen(talk));
                call("history", Duration.ZERO, () -> status(200, talk.user().get(talk.path())));
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Call {
        /** What was wrong, empty when nothing was. */
        String make();
    }

    private void call(String name, Duration itself, Call call) {
        long began = System.nanoTime();
        String wrong;
        try {
            wrong = call.make();
        } catch (RuntimeException | AssertionError e) {
            wrong = e.toString();
        }
        long took = System.nanoTime() - began - itself.toNanos();
        slowestNanos.accumulateAndGet(took, Math::max);
        calls.incrementAndGet();
        if (!wrong.isEmpty()) {
            failures.add(name + ": " + wrong);
        }
    }

    private String say(Talk talk) {
        String content = "3 words every 1 ms, " + UUID.randomUUID();
        Api.Answer answer = keyed(talk).post(talk.path(), Map.of("content", content));
        if (answer.status() == 201) {
            acknowledged.put(content, talk.path());
        }
        return status(201, answer);
    }

    private String listen(Talk talk) {
        String content = WORDS + " words every " + EVERY_MILLIS + " ms, " + UUID.randomUUID();
        try (EventStream stream = EventStream.of(keyed(talk)
                .with("Accept", "text/event-stream")
                .open("POST", talk.path(), Map.of("content", content)))) {
            stream.awaitEnd(PATIENCE);
            streams.incrementAndGet();
            boolean whole = !stream.events().isEmpty() && stream.last().name().equals("message.completed");
            if (whole) {
                acknowledged.put(content, talk.path());
            }
            return whole ? "" : stream.toString();
        }
    }

    private static Api keyed(Talk talk) {
        return talk.user().with("Idempotency-Key", UUID.randomUUID().toString());
    }

    private static String status(int expected, Api.Answer answer) {
        return answer.status() == expected ? "" : answer.status() + " " + answer.text();
    }

    int calls() {
        return calls.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** The slowest call, without the time that its answer takes to be said. */
    Duration slowest() {
        return Duration.ofNanos(slowestNanos.get());
    }

    /** What was acknowledged is there once, and what was not at most once. */
    void assertKept(Node node) {
        Map<String, Integer> asked = new HashMap<>();
        for (Talk talk : talks) {
            Api reader = talk.user().at(node);
            String cursor = "";
            do {
                var page = reader.get(talk.path() + "?limit=200" + cursor)
                        .expect(200)
                        .json();
                page.get("items").forEach(message -> {
                    if (message.get("role").asText().equals("user")) {
                        asked.merge(message.get("content").asText(), 1, Integer::sum);
                    }
                });
                cursor = page.get("nextCursor").isNull()
                        ? ""
                        : "&cursor=" + page.get("nextCursor").asText();
            } while (!cursor.isEmpty());
        }
        assertThat(asked.values()).as("messages doubled").containsOnly(1);
        assertThat(asked).as("messages lost").containsKeys(acknowledged.keySet().toArray(String[]::new));
    }

    /** Ends after the answers that are under way. */
    @Override
    public void close() throws InterruptedException {
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Override
    public String toString() {
        return "%d calls of %d users, %d of them streams, %d failed, the slowest %d ms"
                .formatted(
                        calls.get(),
                        talks.size(),
                        streams.get(),
                        failures.size(),
                        slowest().toMillis());
    }
}
