package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.CommandResult;
import bot.conversational.application.service.harness.Deployment;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The commands for accounts: the first makes an administrator while nobody could make one through the API. */
class UserCommandIT {

    private static final String ADMINISTRATION = "/api/v1/admin/analytics/usage";

    private final Deployment deployment = Deployment.shared();
    private final Api anybody = Deployment.sharedNode().api();
    private final String email = "ada-" + UUID.randomUUID() + "@example.com";

    @Test
    void firstAdministratorShouldBeMadeByACommand() {
        CommandResult made = deployment
                .command("user", "create", "--admin", "--email", email, "config.yml")
                .endsWith(0);
        String password = password(made);
        assertThat(logIn(anybody, email, password)
                        .expect(201)
                        .json()
                        .at("/user/role")
                        .asText())
                .isEqualTo("admin");
        CommandResult again = deployment
                .command("user", "create", "--admin", "--email", email, "config.yml")
                .endsWith(1);
        assertThat(again.output()).contains("belongs to an account already").doesNotContain("Exception");
    }

    @Test
    void roleThatIsTakenAwayShouldBeGoneFromEverySession() {
        deployment
                .command("user", "create", "--admin", "--email", email, "config.yml")
                .endsWith(0);
        String first = reset();
        Api admin = with(logIn(anybody, email, first).expect(201));
        admin.get(ADMINISTRATION).expect(200);

        deployment
                .command("user", "role", "--email", email, "user", "config.yml")
                .endsWith(0);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.get(ADMINISTRATION).status() == 401);
        Api user = with(logIn(anybody, email, first).expect(201));
        user.get(ADMINISTRATION).expect(403);
        String second = reset();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> user.get(ADMINISTRATION).status() == 401);
        logIn(anybody, email, first).expect(401);
        logIn(anybody, email, second).expect(201);
    }

    @Test
    void unknownAccountShouldBeNamedAsSuch() {
        CommandResult none = deployment
                .command("user", "role", "--email", "nobody@example.com", "user", "config.yml")
                .endsWith(1);
        assertThat(none.output()).contains("account").doesNotContain("Exception");
    }

    private String reset() {
        return password(deployment
                .command("user", "password", "--email", email, "config.yml")
                .endsWith(0));
    }

    private Api with(Api.Answer session) {
        return anybody.with(
                "Authorization", "Bearer " + session.json().get("token").asText());
    }

    private static String password(CommandResult command) {
        return command.output()
                .lines()
                .filter(line -> line.startsWith("Its password"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }

    private static Api.Answer logIn(Api api, String email, String password) {
        return api.post("/api/v1/sessions", Map.of("email", email, "password", password));
    }
}
