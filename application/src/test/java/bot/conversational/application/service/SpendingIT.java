package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What models cost, in reports of usage and as a limit. */
class SpendingIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static Deployment deployment;
    private static Node node;

    @BeforeAll
    static void start() throws IOException {
        deployment = Deployment.fresh(Map.of("LLM_CURRENCY", "EUR")).configured(priced(1, 2));
        node = deployment.startInProcess();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** A configuration whose model costs so much a token. */
    private static Path priced(int input, int output) throws IOException {
        Path file = folder.resolve("priced-" + input + "-" + output + ".yml");
        return Files.writeString(
                file, Files.readString(Deployment.root().resolve("config.yml")).replace("models: []\n", """
                        models:
                          - {name: priced, provider: offline, price: {inputPerMillion: %d000000, outputPerMillion: %d000000}}
                        """.formatted(
                                input, output)));
    }

    private static JsonNode usage(Api api, String path) {
        return api.get(path).expect(200).json();
    }

    /** The totals when so many messages are counted. */
    private static JsonNode totals(Api api, String path, int messages) {
        // A node that is new answers with a 503 until there is an index.
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(usage(api, path).at("/totals/messages").asInt())
                                .isEqualTo(messages));
        return usage(api, path).get("totals");
    }

    @Test
    void reportShouldHaveTheCostOfTheTokens() {
        String email = "spender-" + UUID.randomUUID() + "@example.com";
        Api ada = node.api().asNewUser(email);
        String conversation = ada.newConversation();
        ada.say(conversation, "one two three").expect(201);
        ada.say(conversation, "four five").expect(201);

        JsonNode totals = totals(ada, "/api/v1/analytics/usage", 4);
        long tokens = totals.get("promptTokens").asLong()
                + 2 * totals.get("completionTokens").asLong();
        assertThat(tokens).isPositive();
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode report = usage(ada, "/api/v1/analytics/usage");
            assertThat(report.at("/totals/cost").asDouble()).isCloseTo(tokens, within(1e-6));
            assertThat(report.at("/totals/currency").asText()).isEqualTo("EUR");
            JsonNode buckets = report.get("buckets");
            assertThat(buckets.get(buckets.size() - 1).get("cost").asDouble()).isCloseTo(tokens, within(1e-6));
            assertThat(buckets.get(0).get("cost").asDouble()).isZero();
        });
        Api other = node.api().asNewUser();
        assertThat(usage(other, "/api/v1/analytics/usage").at("/totals/cost").asDouble())
                .isZero();

        deployment
                .command("user", "role", "--email", email, "admin", "config.yml")
                .endsWith(0);
        Api admin = node.api().logIn(email);
        assertThat(usage(admin, "/api/v1/admin/analytics/usage")
                        .at("/totals/cost")
                        .asDouble())
                .isGreaterThanOrEqualTo(tokens);
    }

    @Test
    void laterPriceShouldChangeNothing() throws IOException {
        Api ada = node.api().asNewUser();
        ada.say(ada.newConversation(), "one two three").expect(201);
        totals(ada, "/api/v1/analytics/usage", 2);
        await().atMost(SOON)
                .until(() ->
                        usage(ada, "/api/v1/analytics/usage").at("/totals/cost").asDouble() > 0);
        String before = usage(ada, "/api/v1/analytics/usage").at("/totals/cost").asText();
        try (Node dearer = deployment
                .configured(priced(7, 9))
                .with(Map.of("NODE_NAME", "dearer"))
                .startInProcess()) {
            assertThat(usage(ada.at(dearer), "/api/v1/analytics/usage")
                            .at("/totals/cost")
                            .asText())
                    .isEqualTo(before);
        }
    }

    @Test
    void costOfADayShouldBeALimit() {
        try (Node limited = deployment
                .with(Map.of("LLM_COST_PER_DAY", "1500", "NODE_NAME", "limited"))
                .startInProcess()) {
            Api ada = limited.api().asNewUser();
            String conversation = ada.newConversation();
            ada.say(conversation, "one two three").expect(201);
            Api.Answer refused = ada.post(
                            "/api/v1/conversations/" + conversation + "/messages",
                            Map.of("content", "four five six", "maxTokens", 1_000))
                    .expect(429);
            assertThat(refused.text()).contains("The daily cost limit is reached.");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
            ada.say(conversation, "seven").expect(201);
        }
    }

    @Test
    void reportShouldHaveNoCostWhereNothingHasAPrice() {
        Api ada = Deployment.sharedNode().api().asNewUser();
        await("the node has its index")
                .until(() -> ada.get("/api/v1/analytics/usage").status() == 200);
        JsonNode totals = usage(ada, "/api/v1/analytics/usage").get("totals");
        assertThat(totals.has("cost")).isFalse();
        assertThat(totals.has("currency")).isFalse();
    }
}
