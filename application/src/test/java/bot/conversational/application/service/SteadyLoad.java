package bot.conversational.application.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A few users who log in, read and ask all the time, and remember what they were told. */
final class SteadyLoad implements AutoCloseable {

    /** Nobody answered: the connection broke. */
    static final int NO_ANSWER = 599;

    /** One call: when it began (nanoseconds of this JVM), how long it took, how it ended. */
    record Call(String what, long began, Duration took, int status, boolean retryAfter) {
        boolean failed() {
            return status >= 500;
        }
    }

    /** A question that somebody asked, and whether he was told that it is answered. */
    record Asked(String conversation, String content, boolean acknowledged) {}

    private final Api anybody;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Map<Api, Queue<Asked>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean stopped;

    SteadyLoad(Api anybody, int users) {
        this.anybody = anybody;
        for (int i = 0; i < users; i++) {
            String email = "load-" + UUID.randomUUID() + "@example.com";
            Api api = anybody.asNewUser(email);
            String conversation = api.newConversation();
            api.say(conversation, "warm up").expect(201);
            asked.put(api, new ConcurrentLinkedQueue<>());
            threads.add(Thread.ofVirtual().unstarted(() -> use(api, email, conversation)));
        }
        threads.forEach(Thread::start);
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    Map<Api, Queue<Asked>> asked() {
        return asked;
    }

    int inFlight() {
        return inFlight.get();
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void use(Api api, String email, String first) {
        String conversation = first;
        for (int i = 0; !stopped; i++) {
            String path = "/api/v1/conversations/" + conversation;
            switch (i % 20) {
                case 0 ->
                    call(
                            "log-in",
                            () -> anybody.post("/api/v1/sessions", Map.of("email", email, "password", Api.PASSWORD)));
                case 1, 5, 9, 13 -> call("list", () -> api.get("/api/v1/conversations"));
                case 2, 6, 10, 14, 17 -> call("show", () -> api.get(path));
                case 3, 7, 11, 15, 18 -> call("history", () -> api.get(path + "/messages"));
                default -> conversation = ask(api, conversation, "question " + i + " of " + email);
            }
        }
    }

    /** The conversation to go on in: a turn whose beginning nobody can tell about may be in the way of the next one. */
    private String ask(Api api, String conversation, String content) {
        int status = call("turn", () -> api.say(conversation, content));
        Objects.requireNonNull(asked.get(api)).add(new Asked(conversation, content, status == 201));
        if (status != 409) {
            return conversation;
        }
        List<String> fresh = new ArrayList<>();
        call("create", () -> {
            Api.Answer answer = api.post("/api/v1/conversations", Map.of());
            JsonNode id = answer.json().path("id");
            if (answer.status() == 201) {
                fresh.add(id.asText());
            }
            return answer;
        });
        return fresh.isEmpty() ? conversation : fresh.getFirst();
    }

    private int call(String what, Supplier<Api.Answer> call) {
        long began = System.nanoTime();
        inFlight.incrementAndGet();
        int status = NO_ANSWER;
        boolean retryAfter = false;
        try {
            Api.Answer answer = call.get();
            status = answer.status();
            retryAfter = !answer.header("Retry-After").isEmpty();
        } catch (UncheckedIOException broken) {
            status = NO_ANSWER;
        } finally {
            inFlight.decrementAndGet();
        }
        calls.add(new Call(what, began, Duration.ofNanos(System.nanoTime() - began), status, retryAfter));
        return status;
    }
}
