package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Counts;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who guesses passwords and tokens, and what becomes of those who do not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set up before all tests
class GuessesIT {

    private static final String ME = "/api/v1/users/me";

    private Deployment deployment;
    private Node node;

    @BeforeAll
    void start() {
        deployment = Deployment.fresh(Map.of(
                "LOGIN_ACCOUNT_FAILURES", "2",
                "LOGIN_ACCOUNT_TOTAL_FAILURES", "3",
                "LOGIN_ADDRESS_TOKENS", "5",
                "LOGIN_ADDRESS_WINDOW", "600",
                "TRUSTED_PROXIES", "127.0.0.0/8"));
        node = deployment.startInProcess();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private Api from(String address) {
        return node.api().with("X-Forwarded-For", address);
    }

    private static Api.Answer logIn(Api api, String email, String password) {
        return api.post("/api/v1/sessions", Map.of("email", email, "password", password));
    }

    @Test
    void strangerShouldNeitherLockAnOwnerOutNorStopAPasswordFromBeingChanged() {
        String account = "somebody-" + UUID.randomUUID() + "@example.com";
        Api ada = from("192.0.2.1").asNewUser(account);
        Api stranger = from("198.51.100.1");
        for (int i = 0; i < 2; i++) {
            logIn(stranger, account, "wrong").expect(401);
        }
        logIn(stranger, account, Api.PASSWORD).expect(429);
        logIn(from("198.51.100.2"), account, Api.PASSWORD).expect(201);

        logIn(from("198.51.100.3"), account, "wrong").expect(401);
        logIn(from("198.51.100.2"), account, Api.PASSWORD).expect(429);
        Map<String, String> wrong = Map.of("currentPassword", "wrong", "newPassword", "another battery staple");
        ada.put(ME + "/password", wrong).expect(422);
        ada.put(ME + "/password", Map.of("currentPassword", Api.PASSWORD, "newPassword", "another battery staple"))
                .expect(204);
        ada.put(ME + "/password", wrong).expect(422);
        ada.put(ME + "/password", wrong).expect(429);
    }

    @Test
    void madeUpTokensShouldSoonCostPostgresqlNothing() {
        String token = from("192.0.2.1").asNewUser().header("Authorization");
        Api guesser = from("198.51.100.7");
        for (int i = 0; i < 5; i++) {
            guess(guesser, token, i).expect(401);
        }
        Map<String, Long> before = Counts.statements(deployment);
        for (int i = 0; i < 5; i++) {
            guess(guesser, token, i).expect(401); // just looked for
            Api.Answer refused = guess(guesser, token, 5 + i).expect(429);
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 600);
        }
        assertThat(Counts.since(before, Counts.statements(deployment))).isEmpty();
        guesser.with("Authorization", token).get(ME).expect(200);
        guess(from("198.51.100.8"), token, 99).expect(401);
    }

    private static Api.Answer guess(Api api, String token, int number) {
        String forged = token.replaceAll("\\..*", ".%043d".formatted(number));
        return api.with("Authorization", forged).get(ME);
    }
}
