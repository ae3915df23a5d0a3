package bot.conversational.application.service.faults;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Api.Answer;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Users who write through one of two nodes and read it at once through the other, without a pause. */
final class WritingUsers implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<? extends Node> nodes;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicLong longestNanos = new AtomicLong();
    private final Queue<String> missing = new ConcurrentLinkedQueue<>();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    WritingUsers(List<? extends Node> nodes, int users) {
        this.nodes = nodes;
        for (int i = 0; i < users; i++) {
            Api user = nodes.getFirst().api().asNewUser().within(PATIENCE);
            running.add(threads.submit(() -> {
                for (int round = 0; !over; round++) {
                    round(user, round);
                }
            }));
        }
    }

    int reads() {
        return reads.get();
    }

    /** Of all reads since the call before. */
    Duration longest() {
        return Duration.ofNanos(longestNanos.getAndSet(0));
    }

    /** Reads that did not show what their caller had written. */
    List<String> missing() {
        return List.copyOf(missing);
    }

    /** Calls that did not succeed. */
    List<String> failed() {
        return List.copyOf(failed);
    }

    @Override
    public void close() throws Exception {
        over = true;
        try (threads) {
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private void round(Api user, int round) {
        Api here = user.at(nodes.get(round % nodes.size()));
        Api there = user.at(nodes.get((round + 1) % nodes.size()));
        try {
            String conversation = here.newConversation();
            String path = "/api/v1/conversations/" + conversation;
            expect(there, "/api/v1/conversations", 200, page -> holds(page, conversation));
            JsonNode turn = here.say(conversation, "What is written at " + conversation)
                    .expect(201)
                    .json();
            String answer = turn.at("/assistantMessage/id").asText();
            expect(there, path + "/messages", 200, page -> holds(page, answer));
            String title = "named " + UUID.randomUUID();
            there.patch(path, Map.of("title", title)).expect(200);
            expect(here, titles(title), 200, page -> holds(page, conversation));
            here.delete(path).expect(204);
            expect(there, "/api/v1/conversations", 200, page -> !holds(page, conversation));
            expect(there, path + "/messages", 404, page -> true);
            expect(there, titles(title), 200, page -> !holds(page, conversation));
        } catch (UncheckedIOException | AssertionError e) {
            failed.add(e.toString());
        }
    }

    private static String titles(String title) {
        return "/api/v1/search/titles?q=" + URLEncoder.encode(title, StandardCharsets.UTF_8);
    }

    private void expect(Api reader, String path, int status, Predicate<JsonNode> shows) {
        long begun = System.nanoTime();
        Answer answer = reader.get(path);
        longestNanos.accumulateAndGet(System.nanoTime() - begun, Math::max);
        reads.incrementAndGet();
        if (status == 404 ? answer.status() == 200 : answer.status() == 404) {
            missing.add(path + " was " + answer.status());
        } else if (!shows.test(answer.expect(status).json())) {
            missing.add(path + " lacks it, or still has it: " + answer.text());
        }
    }

    private static boolean holds(JsonNode page, String id) {
        return page.get("items")
                .valueStream()
                .anyMatch(item -> item.get("id").asText().equals(id));
    }
}
