package bot.conversational.application.service.openai;

import static bot.conversational.application.service.openai.OpenAiNode.CHAT;
import static bot.conversational.application.service.openai.OpenAiNode.ask;
import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Administrators;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold however often it is tried; {@code -Pfaults} tries it very often. */
class ManyCallsIT {

    private static final int REPEATS = Integer.getInteger("faults.repeats", 500);
    private static final int PROBES = Integer.getInteger("faults.probes", 300);
    private static final int CALLERS = 6;
    private static final int THINGS = 10;
    private static final FakeModelServer MODEL = new FakeModelServer();

    @TempDir
    static Path folder;

    private static Deployment deployment;
    private static Node node;
    private static Node other;

    @BeforeAll
    static void start() {
        deployment = OpenAiNode.deployment(
                MODEL, folder, Map.of("RATE_LIMIT_REQUESTS_PER_MINUTE", "1000000", "RATE_LIMIT_BURST", "1000000"));
        node = deployment.startInProcess();
        other = deployment.startInProcess();
    }

    @AfterAll
    static void stop() {
        node.close();
        other.close();
        MODEL.close();
    }

    @Test
    void repeatsWithOneKeyShouldMakeOneAnswer() throws InterruptedException {
        Api ada = node.api().asNewUser().with("Idempotency-Key", "once");
        List<Api> nodes = List.of(ada, ada.at(other));
        Set<String> answers = ConcurrentHashMap.newKeySet();
        together(REPEATS, i -> {
            Api.Answer answer = nodes.get(i % 2).post(CHAT, ask("m", "slow, very often"));
            answers.add(answer.status() + " " + answer.text());
        });
        assertThat(answers).hasSize(1).first().asString().startsWith("200 ");
        assertThat(MODEL.asked("slow, very often")).isEqualTo(1);
    }

    @Test
    void usersOfAServiceShouldSeeNothingOfEachOther() throws InterruptedException {
        String secret = new Administrators(deployment)
                .at(node)
                .post("/api/v1/admin/service-keys", Map.of("name", "front"))
                .expect(201)
                .json()
                .get("key")
                .asText();
        Api service = node.api().with("Authorization", "Bearer " + secret);
        Api eve = service.with("X-On-Behalf-Of", "eve");
        Api mallory = service.with("X-On-Behalf-Of", "mallory");
        List<JsonNode> things = new ArrayList<>();
        for (int i = 0; i < THINGS; i++) {
            things.add(eve.post("/v1/responses", Map.of("model", "m", "input", "eve's secret " + i))
                    .expect(200)
                    .json());
        }
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        together(PROBES, i -> {
            Random random = new Random(i);
            JsonNode thing = things.get(random.nextInt(THINGS));
            Api.Answer answer = probe(mallory.at(i % 2 == 0 ? node : other), random.nextInt(9), thing);
            if (answer.status() != 404) {
                seen.add(i + ": " + answer.status() + " " + answer.text());
            }
        });
        assertThat(seen).isEmpty();
        things.forEach(
                thing -> eve.get("/v1/responses/" + thing.get("id").asText()).expect(200));
    }

    private static Api.Answer probe(Api caller, int kind, JsonNode thing) {
        String response = thing.get("id").asText();
        String conversation = thing.at("/conversation/id").asText();
        String item = thing.at("/output/0/id").asText();
        Map<String, String> question = Map.of("model", "m", "input", "And?");
        return switch (kind) {
            case 0 -> caller.get("/v1/responses/" + response);
            case 1 -> caller.get("/v1/responses/" + response + "?stream=true&starting_after=0");
            case 2 -> caller.get("/v1/responses/" + response + "/input_items");
            case 3 -> caller.post("/v1/responses/" + response + "/cancel", Map.of());
            case 4 -> caller.delete("/v1/responses/" + response);
            case 5 -> caller.get("/v1/conversations/" + conversation + "/items");
            case 6 -> caller.delete("/v1/conversations/" + conversation + "/items/" + item);
            case 7 -> caller.post("/v1/responses", with(question, "previous_response_id", response));
            default -> caller.post("/v1/responses", with(question, "conversation", conversation));
        };
    }

    private static Map<String, String> with(Map<String, String> body, String field, String value) {
        Map<String, String> more = new HashMap<>(body);
        more.put(field, value);
        return more;
    }

    /** Does it so many times, by some callers at once. */
    private static void together(int times, IntConsumer call) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Thread> callers = IntStream.range(0, CALLERS)
                .mapToObj(caller -> Thread.ofVirtual().start(() -> {
                    for (int i = next.getAndIncrement(); i < times; i = next.getAndIncrement()) {
                        call.accept(i);
                    }
                }))
                .toList();
        for (Thread caller : callers) {
            caller.join();
        }
    }
}
