package bot.conversational.application.turns;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.EventStream;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ScriptedModelServer;
import bot.conversational.application.service.harness.ServiceProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Streams by the hundred on a node with half a gigabyte; {@code -Pfaults} makes it a thousand of 30 s. */
class ManyStreamsIT {

    private static final int STREAMS = Integer.getInteger("faults.streams", 100);
    private static final int WORDS = STREAMS >= 1_000 ? 300 : 40;
    private static final int ASKERS = 16;
    private static final String FAILED = "message.failed";
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @Test
    void streamsShouldAllCompleteAndAllSurviveTheEndOfTheirNode() throws Exception {
        try (ScriptedModelServer model = new ScriptedModelServer()) {
            Map<String, String> environment = new HashMap<>(model.environment());
            environment.put("MAX_RUNNING_PER_USER", "2000");
            environment.put("RATE_LIMIT_BURST", "10000");
            environment.put("RATE_LIMIT_API_BURST", "10000");
            environment.put("DRAIN_TIMEOUT", "5");
            environment.put("LLM_TIMEOUT", "600");
            Deployment deployment = Deployment.fresh(environment);
            ServiceProcess node = deployment.start("512m");
            Api user = node.api().asNewUser();
            List<String> conversations = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                conversations.add(user.newConversation());
            }
            for (EventStream stream : ask(user, conversations, WORDS + " words every 100 ms")) {
                stream.awaitEnd(LIMIT);
                assertThat(stream.last().name()).isEqualTo("message.completed");
                assertThat(stream.text()).isEqualTo(ScriptedModelServer.text(WORDS));
            }

            List<EventStream> cut = ask(user, conversations, "3000 words every 100 ms");
            cut.forEach(stream -> stream.awaitText(1));
            node.close(); // which fails when the node has not ended by itself within a minute
            try (Node next = deployment.startInProcess()) {
                Api later = user.at(next);
                int resumed = 0;
                for (int i = 0; i < STREAMS; i++) {
                    JsonNode answer = later.get("/api/v1/conversations/" + conversations.get(i) + "/messages?limit=1")
                            .expect(200)
                            .json()
                            .at("/items/0");
                    assertThat(answer.get("status").asText()).isEqualTo("interrupted");
                    EventStream stream = cut.get(i).awaitEnd(LIMIT);
                    String text = stream.text();
                    if (!stream.last().name().equals(FAILED)) {
                        resumed++;
                        text += restOf(stream, new Dialogue(later, conversations.get(i)));
                    }
                    assertThat(text).isEqualTo(answer.get("content").asText());
                }
                System.out.printf(
                        "%d streams cut off: %d with their last event, %d resumed%n",
                        STREAMS, STREAMS - resumed, resumed);
            }
        }
    }

    /** What a stream without its last event still misses. */
    private static String restOf(EventStream stream, Dialogue dialogue) {
        try (EventStream rest = dialogue.resume(stream.answer(), stream.last().id())) {
            rest.awaitEnd(LIMIT);
            assertThat(rest.last().name()).isEqualTo(FAILED);
            return rest.text();
        }
    }

    private static List<EventStream> ask(Api user, List<String> conversations, String content) throws Exception {
        List<Future<EventStream>> streams = new ArrayList<>();
        // As many at once as a node takes that has just started; more it would rightly refuse for a moment.
        try (ExecutorService threads = Executors.newFixedThreadPool(ASKERS)) {
            // Each asks something else: equal questions would share a call.
            conversations.forEach(conversation -> streams.add(
                    threads.submit(() -> new Dialogue(user, conversation).ask(content + " " + conversation))));
        }
        List<EventStream> opened = new ArrayList<>();
        for (Future<EventStream> stream : streams) {
            assertThat(stream.get().status()).isEqualTo(200);
            opened.add(stream.get());
        }
        return opened;
    }
}
