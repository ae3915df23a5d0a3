package bot.conversational.application.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ScriptedModelServer;
import bot.conversational.application.service.harness.ServiceProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;

/**
 * Two nodes under load, one of which is killed again and again. Clients keep a journal of what was acknowledged and retry
 * with the same key what was not. {@code -Pfaults} kills 200 times.
 */
class KillsIT {

    private static final int KILLS = Integer.getInteger("faults.kills", 10);
    private static final int CLIENTS = 6;
    private static final Set<String> FINAL = Set.of("completed", "interrupted");

    private final ScriptedModelServer model = new ScriptedModelServer();
    private final AtomicReferenceArray<ServiceProcess> nodes = new AtomicReferenceArray<>(2);
    private final Random random = new Random(20_260_301);
    private volatile boolean over;

    /** What a client was told, by key: the pair's ids. */
    private record Acknowledged(String conversation, String question, String answer, String content) {}

    private final Map<String, Acknowledged> journal = new ConcurrentHashMap<>();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();

    @Test
    void nothingAcknowledgedShouldBeLostDoubledOrLeftRunning() throws Exception {
        Deployment deployment = Deployment.fresh(model.environment());
        nodes.set(0, deployment.start());
        nodes.set(1, deployment.start());
        Api user = nodes.get(0).api().asNewUser();
        List<String> conversations = new ArrayList<>();
        List<Future<?>> talks = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                String conversation = user.newConversation();
                conversations.add(conversation);
                talks.add(clients.submit(() -> talk(user, conversation)));
            }
            try {
                killNodes(deployment, talks);
            } finally {
                over = true;
            }
        }
        for (Future<?> talk : talks) {
            talk.get();
        }
        Api reader = user.at(nodes.get(0));
        for (String conversation : conversations) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !reader.get(path(conversation)).text().contains("\"generating\""));
        }
        assertThat(journal).hasSizeGreaterThan(KILLS);
        check(reader, conversations);
        nodes.get(0).close();
        nodes.get(1).close();
        model.close();
    }

    private void killNodes(Deployment deployment, List<Future<?>> talks) throws InterruptedException {
        for (int kill = 0; kill < KILLS; kill++) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(800));
            int victim = random.nextInt(2);
            nodes.get(victim).kill();
            nodes.set(victim, deployment.start());
            // Without clients all that follows would say nothing.
            assertThat(talks).noneMatch(Future::isDone);
        }
    }

    /** One message after the other, each until it is answered, whichever node answers. */
    private void talk(Api user, String conversation) {
        while (!over) {
            String key = UUID.randomUUID().toString();
            String content = "20 words every 20 ms, " + key;
            sent.add(content);
            Api.Answer answer = untilAnswered(user.with("Idempotency-Key", key), conversation, content);
            JsonNode pair = answer.expect(201).json();
            journal.put(
                    key,
                    new Acknowledged(
                            conversation,
                            pair.at("/userMessage/id").asText(),
                            pair.at("/assistantMessage/id").asText(),
                            content));
        }
    }

    private Api.Answer untilAnswered(Api user, String conversation, String content) {
        List<Api.Answer> answers = new ArrayList<>();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .atMost(Duration.ofMinutes(3))
                .until(() -> {
                    int node = Math.floorMod(content.hashCode() + answers.size(), 2);
                    try {
                        answers.add(user.at(nodes.get(node)).say(conversation, content));
                    } catch (UncheckedIOException gone) {
                        return false;
                    }
                    return answers.getLast().status() == 201;
                });
        return answers.getLast();
    }

    private void check(Api reader, Collection<String> conversations) {
        Map<String, Integer> asked = new HashMap<>();
        Map<String, JsonNode> byId = new HashMap<>();
        for (String conversation : conversations) {
            String cursor = "";
            do {
                JsonNode page = reader.get(path(conversation) + "?limit=200" + cursor)
                        .expect(200)
                        .json();
                for (JsonNode message : page.get("items")) {
                    byId.put(message.get("id").asText(), message);
                    if (message.get("role").asText().equals("user")) {
                        asked.merge(message.get("content").asText(), 1, Integer::sum);
                    } else {
                        assertThat(FINAL).contains(message.get("status").asText());
                        assertThat(ScriptedModelServer.text(20))
                                .startsWith(message.get("content").asText());
                    }
                }
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

    private static String path(String conversation) {
        return "/api/v1/conversations/" + conversation + "/messages";
    }
}
