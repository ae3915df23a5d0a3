package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts and sessions, as the contract has them. */
class AccountsIT {

    private static final String ME = "/api/v1/users/me";
    private static final String OTHER_PASSWORD = "incorrect zebra stapler";

    private final Api anybody = Deployment.sharedNode().api();
    private final String email = "Ada." + UUID.randomUUID() + "@example.com";

    private static Api.Answer send(Api api, String method, String path, String json) {
        return api.with("Content-Type", "application/json").send(method, path, BodyPublishers.ofString(json));
    }

    private static Api.Answer changePassword(Api api, String current, String fresh) {
        return send(
                api,
                "PUT",
                ME + "/password",
                "{\"currentPassword\": \"" + current + "\", \"newPassword\": \"" + fresh + "\"}");
    }

    private Api.Answer logIn(String address, String password) {
        return anybody.post("/api/v1/sessions", Map.of("email", address, "password", password));
    }

    @Test
    void displayNameShouldBeGivenAndTaken() {
        Api ada = anybody.asNewUser(email);

        assertThat(send(ada, "PATCH", ME, "{\"displayName\": \"Ada\"}")
                        .expect(200)
                        .json()
                        .get("displayName")
                        .asText())
                .isEqualTo("Ada");
        assertThat(send(ada, "PATCH", ME, "{}")
                        .expect(200)
                        .json()
                        .get("displayName")
                        .asText())
                .as("absent changes nothing")
                .isEqualTo("Ada");
        assertThat(send(ada, "PATCH", ME, "{\"displayName\": null}")
                        .expect(200)
                        .json()
                        .get("displayName")
                        .isNull())
                .isTrue();
        send(ada, "PATCH", ME, "{\"displayName\": \"\"}").expect(422);
        send(ada, "PATCH", ME, "{\"displayName\": \"" + "x".repeat(201) + "\"}").expect(422);
        send(ada, "PATCH", ME, "{\"email\": \"b@example.com\"}").expect(400);
        assertThat(ada.get(ME).expect(200).json().get("email").asText()).isEqualTo(email);
    }

    @Test
    void newPasswordShouldEndEveryOtherSession() {
        Api ada = anybody.asNewUser(email);
        Api phone = anybody.logIn(email);

        assertThat(changePassword(ada, "wrong", OTHER_PASSWORD)
                        .expect(422)
                        .json()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("currentPassword");
        phone.get(ME).expect(200);
        changePassword(ada, Api.PASSWORD, OTHER_PASSWORD).expect(204);

        ada.get(ME).expect(200);
        phone.get(ME).expect(401);
        logIn(email, Api.PASSWORD).expect(401);
        logIn(email.toUpperCase(Locale.ROOT), OTHER_PASSWORD).expect(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "Password", "PASSWORD1", "EMAIL", "LONG"})
    void passwordThatIsTooShortTooLongOrTooCommonShouldBeRefused(String chosen) {
        String password = switch (chosen) {
            case "EMAIL" -> email.toUpperCase(Locale.ROOT);
            case "LONG" -> "😀".repeat(257);
            default -> chosen;
        };
        Api.Answer refused = anybody.post("/api/v1/users", Map.of("email", email, "password", password))
                .expect(422);
        assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("password");
        assertThat(refused.text()).doesNotContain(email.toUpperCase(Locale.ROOT));

        Api ada = anybody.asNewUser(email);
        assertThat(changePassword(ada, Api.PASSWORD, password)
                        .expect(422)
                        .json()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("newPassword");
    }

    @Test
    void passwordShouldCountCodePoints() {
        String longest = "😀".repeat(256);
        anybody.post("/api/v1/users", Map.of("email", email, "password", longest))
                .expect(201);
        logIn(email, longest).expect(201);
    }

    @Test
    void sessionsShouldBeListedAndEnded() {
        Api ada = anybody.asNewUser(email);
        Api phone = anybody.with("User-Agent", "a phone").logIn(email);
        JsonNode sessions = phone.get("/api/v1/sessions").expect(200).json();
        assertThat(sessions.get("items")).hasSize(2);
        JsonNode newest = sessions.get("items").get(0);
        assertThat(newest.get("userAgent").asText()).isEqualTo("a phone");
        assertThat(newest.get("current").asBoolean()).isTrue();
        assertThat(newest.get("expiresAt").asText())
                .isGreaterThan(newest.get("lastSeenAt").asText());
        assertThat(newest.get("createdAt").asText()).endsWith("Z");
        JsonNode first = sessions.get("items").get(1);
        assertThat(first.get("current").asBoolean()).isFalse();
        JsonNode page = phone.get("/api/v1/sessions?limit=1").expect(200).json();
        assertThat(phone.get("/api/v1/sessions?limit=1&cursor="
                                + page.get("nextCursor").asText())
                        .expect(200)
                        .json()
                        .get("items")
                        .get(0))
                .isEqualTo(first);

        Api bob = anybody.asNewUser();
        String others = "/api/v1/sessions/" + first.get("id").asText();
        bob.delete(others).expect(404);
        bob.get("/api/v1/sessions?limit=1&cursor=" + page.get("nextCursor").asText())
                .expect(400);
        phone.delete(others).expect(204);
        ada.get(ME).expect(401);
        phone.delete(others).expect(404);
        phone.delete("/api/v1/sessions/no-id").expect(404);
        phone.delete("/api/v1/sessions/" + newest.get("id").asText()).expect(204);
        phone.get(ME).expect(401);
    }

    @Test
    void oneOfManyShouldGetAnAddressThatAllWantAtOnce() throws Exception {
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String address = i % 2 == 0 ? email : email.toUpperCase(Locale.ROOT);
                calls.add(threads.submit(() -> registered(address)));
            }
            for (Future<Integer> call : calls) {
                answers.add(call.get());
            }
        }
        assertThat(answers).containsOnlyOnce(201);
        assertThat(answers).filteredOn(status -> status != 201).hasSize(7).containsOnly(409);
    }

    /** Hashing takes its turns: who is sent away for that comes again. */
    private int registered(String address) {
        int status;
        do {
            status = anybody.post("/api/v1/users", Map.of("email", address, "password", Api.PASSWORD))
                    .status();
        } while (status == 429);
        return status;
    }

    /** Two users who differ in one letter of the address, and in nothing else. */
    @Test
    void nearlyIdenticalUsersShouldNotMeet() {
        String twin = email.replace("Ada.", "Ade.");
        Api ada = anybody.asNewUser(email);
        Api ade = anybody.asNewUser(twin);
        assertThat(ada.get(ME).json().get("id")).isNotEqualTo(ade.get(ME).json().get("id"));
        JsonNode sessions = ada.get("/api/v1/sessions").expect(200).json().get("items");
        assertThat(sessions).hasSize(1);
        ade.delete("/api/v1/sessions/" + sessions.get(0).get("id").asText()).expect(404);
        changePassword(ada, Api.PASSWORD, OTHER_PASSWORD).expect(204);
        ade.get(ME).expect(200);
        logIn(twin, OTHER_PASSWORD).expect(401);
        anybody.logIn(twin).get(ME).expect(200);
    }

    @Test
    void answersShouldForbidBrowsersWhateverTheyDoNotNeed() {
        Api.Answer answer = anybody.get("/api/v1/nothing");
        assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(anybody.get("/docs/").expect(200).header("Content-Security-Policy"))
                .contains("script-src 'self'");
        assertThat(anybody.with("Origin", "https://elsewhere.example.com")
                        .get("/api/v1/nothing")
                        .headers()
                        .map())
                .doesNotContainKey("access-control-allow-origin");
    }
}
