package bot.conversational.application.service;

import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Says, deletes and searches until it is closed, and notes what goes wrong. */
final class BusyClient implements AutoCloseable {

    final List<String> deleted = new CopyOnWriteArrayList<>();
    final List<String> troubles = new CopyOnWriteArrayList<>();
    volatile int said;

    private final Api api;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread thread;

    BusyClient(Api api) {
        this.api = api;
        thread = Thread.ofPlatform().start(this::run);
    }

    private void run() {
        while (!stopped.get()) {
            try {
                round();
            } catch (RuntimeException | AssertionError e) {
                troubles.add(e.toString());
            }
        }
    }

    private void round() {
        api.say(api.newConversation(), "quokka number " + said).expect(201);
        said++;
        JsonNode found = api.search("wombat").expect(200).json();
        if (found.get("items").isEmpty()) {
            troubles.add("nothing was found, degraded: " + found.get("degraded"));
            return;
        }
        Set<String> shown =
                found.get("items").findValuesAsText("conversationId").stream().collect(Collectors.toSet());
        // What a search still shows half a second after its deletion is looked at in the end.
        String chosen =
                shown.stream().filter(it -> !deleted.contains(it)).findFirst().orElse("");
        if (!chosen.isEmpty()) {
            api.delete("/api/v1/conversations/" + chosen).expect(204);
            deleted.add(chosen);
        }
    }

    void awaitRounds(int rounds) {
        int before = said;
        await().atMost(Duration.ofSeconds(30)).until(() -> said >= before + rounds);
    }

    @Override
    public void close() throws InterruptedException {
        stopped.set(true);
        thread.join();
    }
}
