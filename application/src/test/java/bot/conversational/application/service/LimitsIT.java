package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.PausedEngine;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Counts;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two nodes with narrow limits behind a proxy: what is refused, and what holds while Redis is frozen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set up before all tests
class LimitsIT {

    private static final String ME = "/api/v1/users/me";
    private static final String ORIGIN = "https://chat.example.com";

    private Deployment deployment;
    private Node node;
    private Node other;
    private Api anybody;
    private boolean redisWasAway;

    @BeforeAll
    void start() {
        deployment = Deployment.fresh(Map.of(
                "LOGIN_ACCOUNT_FAILURES", "2",
                "LOGIN_ACCOUNT_TOTAL_FAILURES", "3",
                "LOGIN_ADDRESS_FAILURES", "5",
                "LOGIN_ADDRESS_WINDOW", "600",
                "TRUSTED_PROXIES", "127.0.0.0/8",
                "CORS_ALLOWED_ORIGINS", ORIGIN,
                "RATE_LIMIT_REQUESTS_PER_MINUTE", "1",
                "RATE_LIMIT_BURST", "3"));
        node = deployment.startInProcess();
        other = deployment.startInProcess();
        anybody = from(node, "192.0.2.1");
    }

    @AfterAll
    void stop() {
        node.close();
        other.close();
    }

    /** Nodes that do not trust Redis yet count by themselves, each as many as the limit. */
    @AfterEach
    void awaitThatBothNodesCountTogether() {
        if (!redisWasAway) {
            return;
        }
        redisWasAway = false;
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Stream.of(node, other)
                        .allMatch(it -> it.admin()
                                .get("/healthcheck")
                                .json()
                                .at("/redis/healthy")
                                .asBoolean()));
    }

    private PausedEngine freezeRedis() {
        redisWasAway = true;
        return PausedEngine.freeze(Engines.redis());
    }

    private static Api from(Node node, String address) {
        return node.api().with("X-Forwarded-For", "10.1.1.1, " + address);
    }

    private static String newEmail() {
        return "somebody-" + UUID.randomUUID() + "@example.com";
    }

    private static Api.Answer logIn(Api api, String email, String password) {
        return api.post("/api/v1/sessions", Map.of("email", email, "password", password));
    }

    @Test
    void accountShouldBeClosedToLogInsAfterFailuresAndItsSessionShouldNotNotice() {
        String account = newEmail();
        Api ada = anybody.asNewUser(account);
        for (int i = 0; i < 3; i++) {
            logIn(from(i == 0 ? node : other, "198.51.100." + i), account, "wrong")
                    .expect(401);
        }
        Api.Answer refused =
                logIn(from(node, "198.51.100.9"), account, Api.PASSWORD).expect(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(800, 900);
        ada.get(ME).expect(200);
        ada.delete("/api/v1/sessions/current").expect(204);
    }

    @Test
    void unknownAccountShouldBeClosedLikeAKnownOne() {
        String nobody = newEmail();
        for (int i = 0; i < 3; i++) {
            logIn(from(node, "198.51.101." + i), nobody, "wrong").expect(401);
        }
        logIn(from(node, "198.51.101.9"), nobody, "wrong").expect(429);
    }

    /** Counted, since time tells little on a busy machine. */
    @Test
    void unknownAccountShouldCostAsManyHashesAsAWrongPassword() {
        String account = newEmail();
        anybody.asNewUser(account);
        double before = hashes();
        logIn(from(node, "198.51.105.1"), account, "wrong").expect(401);
        double known = hashes();
        logIn(from(node, "198.51.105.2"), newEmail(), "wrong").expect(401);
        assertThat(known - before).isEqualTo(1);
        assertThat(hashes() - known).isEqualTo(1);
    }

    private double hashes() {
        return node.admin()
                .get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith("password_hashes_total "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void addressShouldBeClosedToLogInsAfterFailuresWhateverItClaims() {
        String account = newEmail();
        anybody.asNewUser(account);
        for (int i = 0; i < 5; i++) {
            // What the client sends itself stands in front of what the proxy adds.
            Api client = node.api().with("X-Forwarded-For", "203.0.113." + i + ", 198.51.102.1");
            logIn(client, newEmail(), "wrong").expect(401);
        }
        logIn(from(other, "198.51.102.1"), account, Api.PASSWORD).expect(429);
        logIn(from(other, "198.51.102.2"), account, Api.PASSWORD).expect(201);
    }

    @Test
    void noMorePasswordsShouldBeTriedAtOnceThanMayFail() throws Exception {
        String account = newEmail();
        anybody.asNewUser(account);
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            List<Future<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Api attacker = from(i % 2 == 0 ? node : other, "198.51.103." + i);
                calls.add(threads.submit(() -> logIn(attacker, account, "wrong").status()));
            }
            for (Future<Integer> call : calls) {
                answers.add(call.get());
            }
        }
        assertThat(answers).isSubsetOf(401, 429);
        assertThat(answers).filteredOn(status -> status == 401).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void refusedCallShouldReachNeitherPostgresqlNorTheModel() {
        Api ada = anybody.asNewUser(newEmail());
        String conversation = ada.newConversation();
        for (int i = 2; i >= 0; i--) {
            Api.Answer allowed = ada.say(conversation, "Hello").expect(201);
            assertThat(allowed.header("RateLimit-Policy")).isEqualTo("\"chat\";q=1;w=60");
            assertThat(allowed.header("RateLimit")).startsWith("\"chat\";r=" + i + ";t=");
        }
        Counts.awaitSettled(deployment); // what follows the turns has been counted
        Counts before = Counts.now(deployment);
        for (int i = 0; i < 10; i++) {
            Api.Answer refused = ada.say(conversation, "Hello").expect(429);
            assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"chat\";q=1;w=60");
            assertThat(refused.header("RateLimit")).matches("\"chat\";r=0;t=\\d+");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
            assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        }
        assertThat(Counts.now(deployment).since(before).statements()).isEmpty();
        ada.get(ME).expect(200);
    }

    @Test
    void whatEndedWhileRedisWasFrozenShouldStayGoneOnBothNodes() {
        String account = newEmail();
        Api ada = anybody.asNewUser(account);
        Api there = ada.at(other);
        Api phone = anybody.logIn(account);
        String conversation = ada.newConversation();
        String path = "/api/v1/conversations/" + conversation;
        ada.say(conversation, "Is it hot?").expect(201);
        there.get(path).expect(200);
        try (PausedEngine redis = freezeRedis()) {
            there.delete(path).expect(204);
            ada.delete("/api/v1/sessions/current").expect(204);
            ada.get(ME).expect(401);
            there.get(ME).expect(401);
            phone.get(path).expect(404);
        }
        // From the first moment, and still when the nodes trust Redis again.
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            ada.get(ME).expect(401);
            there.get(ME).expect(401);
            phone.get(path).expect(404);
            phone.at(other).get(path + "/messages").expect(404);
        });
        // What Redis has would be read now, if it had anything.
        try (PausedEngine postgres = PausedEngine.freeze(Engines.postgres())) {
            assertThat(phone.get(path).status()).isNotEqualTo(200);
            assertThat(phone.at(other).get(path + "/messages").status()).isNotEqualTo(200);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> phone.get(ME).status() == 200);
    }

    @Test
    void refusedCallShouldNotReachPostgresqlWhileRedisIsFrozen() {
        Api ada = anybody.asNewUser(newEmail());
        String conversation = ada.newConversation();
        try (PausedEngine redis = freezeRedis()) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> ada.say(conversation, "Hello").status() == 429);
            Map<String, Long> before = Counts.statements(deployment);
            for (int i = 0; i < 10; i++) {
                ada.say(conversation, "Hello").expect(429);
            }
            assertThat(Counts.since(before, Counts.statements(deployment))).isEmpty();
            // Nor does anybody who knows her id use up what is hers.
            String forged = ada.header("Authorization").replaceAll("\\..*", "." + "x".repeat(43));
            anybody.with("Authorization", forged).get(ME).expect(401);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> ada.get(ME).status() == 200);
    }

    /** That nothing is slow either is a matter of FaultsIT, which runs alone. */
    @Test
    void limitsShouldHoldAndNothingShouldFailWhileRedisIsFrozen() {
        String account = newEmail();
        Api ada = anybody.asNewUser(account);
        String conversation = ada.newConversation();
        try (PausedEngine redis = freezeRedis()) {
            for (int i = 0; i < 3; i++) {
                Api client = from(node, "198.51.104." + i);
                logIn(client, account, "wrong").expect(401);
            }
            logIn(from(node, "198.51.104.9"), account, Api.PASSWORD).expect(429);
            ada.get(ME).expect(200);
            String fresh = newEmail();
            anybody.post("/api/v1/users", Map.of("email", fresh, "password", Api.PASSWORD))
                    .expect(201);
            logIn(anybody, fresh, Api.PASSWORD).expect(201);
            int allowed = 0;
            for (int i = 0; i < 6; i++) {
                int status = ada.say(conversation, "Hello " + i).status();
                assertThat(status).isIn(201, 429);
                allowed += status == 201 ? 1 : 0;
            }
            assertThat(allowed).isBetween(1, 3);
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> ada.get(ME).expect(200));
    }

    @Test
    void listedOriginShouldBeAllowedAndNoOther() {
        Api.Answer preflight = anybody.with("Origin", ORIGIN)
                .with("Access-Control-Request-Method", "POST")
                .send("OPTIONS", "/api/v1/sessions", BodyPublishers.noBody())
                .expect(204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Authorization", "Idempotency-Key");
        assertThat(preflight.header("X-Request-Id")).isNotEmpty();
        Api.Answer answer = anybody.with("Origin", ORIGIN).get(ME).expect(401);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("RateLimit", "Retry-After");
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
        for (String elsewhere : List.of("https://chat.example.com.evil.example", "http://chat.example.com", "null")) {
            Api.Answer refused = anybody.with("Origin", elsewhere).get(ME).expect(401);
            assertThat(refused.headers().map()).doesNotContainKey("access-control-allow-origin");
        }
    }
}
