package bot.conversational.application.service.faults;

import bot.conversational.application.service.harness.Api;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A few users who log in, read, search and ask all the time, and remember what they were told. */
final class SteadyLoad implements AutoCloseable {

    /** Nobody answered: the connection broke. */
    static final int NO_ANSWER = 599;

    static final String LOG_IN = "log-in";
    static final String SEARCH = "search";
    static final String TURN = "turn";
    private static final String LIST = "list";
    private static final String SHOW = "show";
    private static final String HISTORY = "history";

    /** Everything that users do all the time, in the order of the report. */
    static final List<String> KINDS = List.of(LOG_IN, LIST, SHOW, HISTORY, SEARCH, TURN);

    /** What users do but for logging in, in the order of doing. */
    static final List<String> ROUND = List.of(TURN, LIST, SHOW, HISTORY, SEARCH);

    /** Of so many calls one is a log-in. */
    private static final int LAP = 25;

    private static final Duration THINKING = Duration.ofMillis(100);

    /**
     * One call: when it began (nanoseconds of this JVM), how long it took, how it ended.
     *
     * @param degraded whether the answer says that it is second best
     */
    record Call(String what, long began, Duration took, int status, boolean retryAfter, boolean degraded) {
        boolean failed() {
            return status >= 500;
        }

        long ended() {
            return began + took.toNanos();
        }
    }

    /** A question that somebody asked, and whether he was told that it is answered. */
    record Asked(String conversation, String content, boolean acknowledged) {}

    /** Somebody with an account, logged in. */
    record User(String email, Api api) {

        static List<User> register(Api anybody, int number) {
            return IntStream.range(0, number)
                    .mapToObj(i -> "load-" + UUID.randomUUID() + "@example.com")
                    .map(email -> new User(email, anybody.asNewUser(email)))
                    .toList();
        }
    }

    private final Api anybody;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Map<Api, Queue<Asked>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final CountDownLatch stopped = new CountDownLatch(1);

    SteadyLoad(Api anybody, List<User> users) {
        this.anybody = anybody;
        for (User user : users) {
            String conversation = user.api().newConversation();
            user.api().say(conversation, "warm up").expect(201);
            asked.put(user.api(), new ConcurrentLinkedQueue<>());
            int first = threads.size() * LAP / users.size();
            threads.add(Thread.ofVirtual().unstarted(() -> use(user, conversation, first)));
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
        stopped.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** @param first where in the lap he begins: hashing takes a core, and all at once would wait for one another */
    private void use(User user, String begun, int first) {
        Api api = user.api();
        String conversation = begun;
        for (int i = first; think(); i++) {
            String path = "/api/v1/conversations/" + conversation;
            switch (i % LAP == 0 ? LOG_IN : ROUND.get(i % ROUND.size())) {
                case LOG_IN -> call(LOG_IN, () -> logIn(user));
                case LIST -> call(LIST, () -> api.get("/api/v1/conversations"));
                case SHOW -> call(SHOW, () -> api.get(path));
                case HISTORY -> call(HISTORY, () -> api.get(path + "/messages"));
                case SEARCH -> call(SEARCH, () -> api.search("question"));
                default -> conversation = ask(api, conversation, "question " + i + " of " + user.email());
            }
        }
    }

    /** Whether he goes on: users read what they get, if only for a moment. */
    private boolean think() {
        try {
            return !stopped.await(THINKING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Api.Answer logIn(User user) {
        return anybody.post("/api/v1/sessions", Map.of("email", user.email(), "password", Api.PASSWORD));
    }

    /** The conversation to go on in: a turn whose beginning nobody can tell about may be in the way of the next one. */
    private String ask(Api api, String conversation, String content) {
        int status = call(TURN, () -> api.say(conversation, content));
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
        boolean degraded = false;
        try {
            Api.Answer answer = call.get();
            status = answer.status();
            retryAfter = !answer.header("Retry-After").isEmpty();
            degraded = what.equals(SEARCH) && answer.json().path("degraded").asBoolean();
        } catch (UncheckedIOException broken) {
            status = NO_ANSWER;
        } finally {
            inFlight.decrementAndGet();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        calls.add(new Call(what, began, took, status, retryAfter, degraded));
        return status;
    }
}
