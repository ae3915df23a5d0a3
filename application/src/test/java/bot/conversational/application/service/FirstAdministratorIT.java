package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.CommandResult;
import bot.conversational.application.service.harness.Deployment;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The command that makes an administrator while there is nobody who could make one through the API. */
class FirstAdministratorIT {

    private final Deployment deployment = Deployment.shared();
    private final Api anybody = Deployment.sharedNode().api();
    private final String email = "ada-" + UUID.randomUUID() + "@example.com";

    @Test
    void firstAdministratorShouldBeMadeByACommand() {
        CommandResult made = deployment
                .command("user", "create", "--admin", "--email", email, "config.yml")
                .endsWith(0);
        String password = made.output()
                .lines()
                .filter(line -> line.startsWith("Its password"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
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

    private static Api.Answer logIn(Api api, String email, String password) {
        return api.post("/api/v1/sessions", Map.of("email", email, "password", password));
    }
}
