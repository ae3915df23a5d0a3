package bot.conversational.application.service.faults;

import bot.conversational.application.service.harness.Api;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A user who writes all the time and searches all the time, and remembers what he was told. */
final class SearchingWriter implements AutoCloseable {

    /** In each of his messages. */
    static final String WORD = "wobbegong";

    /** A search, by the clock of this JVM in nanoseconds. */
    record Search(long began, long ended, int status, boolean degraded) {}

    private final Api user;
    private final Queue<String> written = new ConcurrentLinkedQueue<>();
    private static final long PAUSE_MILLIS = 40;

    private final Queue<Search> searches = new ConcurrentLinkedQueue<>();
    private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads;
    private volatile boolean stopped;

    SearchingWriter(Api user) {
        this.user = user;
        String conversation = user.newConversation();
        threads = List.of(
                Thread.ofVirtual().start(() -> repeatedly(() -> write(conversation))),
                Thread.ofVirtual().start(() -> repeatedly(this::search)));
    }

    private void repeatedly(Runnable work) {
        try {
            while (!stopped) {
                work.run();
                // A server that starts needs the cores, too.
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (RuntimeException e) {
            failures.add(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(String conversation) {
        JsonNode said =
                user.say(conversation, WORD + " " + written.size()).expect(201).json();
        written.add(said.at("/userMessage/id").asText());
    }

    private void search() {
        long began = System.nanoTime();
        Api.Answer answer = user.search(WORD);
        boolean degraded = answer.json().path("degraded").asBoolean();
        searches.add(new Search(began, System.nanoTime(), answer.status(), degraded));
    }

    /** The ids of his questions that were acknowledged. */
    List<String> written() {
        return List.copyOf(written);
    }

    List<Search> searches() {
        return List.copyOf(searches);
    }

    /** What ended his writing or searching before its time. */
    List<RuntimeException> failures() {
        return List.copyOf(failures);
    }

    /** The ids of his questions that a search for all of them finds, each as often as it finds it. */
    List<String> found() {
        List<String> ids = new ArrayList<>();
        String path = "/api/v1/search/messages?role=user&sort=oldest&limit=200&q=" + WORD;
        JsonNode page = user.get(path).expect(200).json();
        while (true) {
            page.get("items").forEach(item -> ids.add(item.at("/message/id").asText()));
            if (page.get("nextCursor").isNull()) {
                return ids;
            }
            page = user.get(path + "&cursor=" + page.get("nextCursor").asText())
                    .expect(200)
                    .json();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
