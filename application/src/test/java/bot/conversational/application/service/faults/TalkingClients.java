package bot.conversational.application.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ScriptedModelServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Users who talk without a pause, each in a conversation of their own, with whichever of two nodes answers. They retry
 * with the same key until they are answered, and keep a journal of what was acknowledged.
 */
final class TalkingClients implements AutoCloseable {

    private static final Set<String> FINAL = Set.of("completed", "interrupted");

    /** Refusals behind which a client waits and tries again. */
    private static final Set<Integer> TRY_AGAIN = Set.of(409, 429, 502, 503, 504);

    /** Until a client tries the other node. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long PAUSE_MILLIS = 200;
    private static final Duration ANSWERED = Duration.ofMinutes(3);

    /** What a client was told, by key: the pair's ids. */
    private record Acknowledged(String conversation, String question, String answer, String content) {}

    private record Talk(Api user, String conversation) {}

    private final IntFunction<? extends Node> nodes;
    private final int words;
    private final int everyMillis;
    private final List<Talk> talks = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Acknowledged> journal = new ConcurrentHashMap<>();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    /**
     * Begins to talk.
     *
     * @param nodes the node that is the first and the second at present
     * @param words of each answer of a {@link ScriptedModelServer}, one every so many milliseconds
     */
    TalkingClients(IntFunction<? extends Node> nodes, int clients, int words, int everyMillis) {
        this.nodes = nodes;
        this.words = words;
        this.everyMillis = everyMillis;
        for (int i = 0; i < clients; i++) {
            Api user = nodes.apply(0).api().asNewUser();
            Talk talk = new Talk(user.within(PATIENCE), user.newConversation());
            talks.add(talk);
            running.add(threads.submit(() -> talk(talk)));
        }
    }

    int acknowledged() {
        return journal.size();
    }

    /** Without clients whatever is proved would say nothing. */
    void assertTalking() {
        assertThat(running).noneMatch(Future::isDone);
    }

    /** Ends the talks after the answers that are under way. */
    @Override
    public void close() throws Exception {
        over = true;
        try (threads) {
            for (Future<?> talk : running) {
                talk.get();
            }
        }
    }

    /** What was acknowledged is there once, what was not once at most, and nothing is left running. */
    void assertKept() {
        Map<String, Integer> asked = new HashMap<>();
        Map<String, JsonNode> byId = new HashMap<>();
        for (Talk talk : talks) {
            Api reader = talk.user().at(nodes.apply(0));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !reader.get(path(talk)).text().contains("\"generating\""));
            String cursor = "";
            do {
                JsonNode page = reader.get(path(talk) + "?limit=200" + cursor)
                        .expect(200)
                        .json();
                page.get("items").forEach(message -> {
                    byId.put(message.get("id").asText(), message);
                    check(message, asked);
                });
                cursor = page.get("nextCursor").isNull()
                        ? ""
                        : "&cursor=" + page.get("nextCursor").asText();
            } while (!cursor.isEmpty());
        }
        assertThat(asked.values()).as("messages doubled").containsOnly(1);
        assertThat(sent).containsAll(asked.keySet());
        journal.forEach((key, told) -> {
            assertThat(byId).as("messages lost").containsKeys(told.question(), told.answer());
            JsonNode nothing = MissingNode.getInstance();
            JsonNode question = byId.getOrDefault(told.question(), nothing);
            JsonNode answer = byId.getOrDefault(told.answer(), nothing);
            assertThat(question.path("content").asText()).isEqualTo(told.content());
            assertThat(answer.path("parentId").asText()).isEqualTo(told.question());
        });
    }

    private void check(JsonNode message, Map<String, Integer> asked) {
        if (message.get("role").asText().equals("user")) {
            asked.merge(message.get("content").asText(), 1, Integer::sum);
        } else {
            assertThat(FINAL).contains(message.get("status").asText());
            assertThat(ScriptedModelServer.text(words))
                    .startsWith(message.get("content").asText());
        }
    }

    /** One message after the other, each until it is answered. */
    private void talk(Talk talk) {
        while (!over) {
            String key = UUID.randomUUID().toString();
            String content = words + " words every " + everyMillis + " ms, " + key;
            sent.add(content);
            JsonNode pair = answered(talk, key, content).json();
            journal.put(
                    key,
                    new Acknowledged(
                            talk.conversation(),
                            pair.at("/userMessage/id").asText(),
                            pair.at("/assistantMessage/id").asText(),
                            content));
        }
    }

    private Api.Answer answered(Talk talk, String key, String content) {
        Api user = talk.user().with("Idempotency-Key", key);
        long late = System.nanoTime() + ANSWERED.toNanos();
        for (int i = content.hashCode(); System.nanoTime() < late; i++) {
            try {
                Api.Answer answer = user.at(nodes.apply(Math.floorMod(i, 2))).say(talk.conversation(), content);
                if (!TRY_AGAIN.contains(answer.status())) {
                    return answer.expect(201);
                }
            } catch (UncheckedIOException gone) {
                // The other one may be there.
            }
            pause();
        }
        throw new AssertionError("no answer within " + ANSWERED);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String path(Talk talk) {
        return "/api/v1/conversations/" + talk.conversation() + "/messages";
    }
}
