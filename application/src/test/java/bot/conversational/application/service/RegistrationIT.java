package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two nodes behind a proxy, where strangers open accounts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistrationIT {

    private final Deployment deployment = Deployment.fresh(Map.of(
            "TRUSTED_PROXIES", "127.0.0.0/8",
            "REGISTER_ADDRESS_PER_MINUTE", "4"));
    private final Node node = deployment.startInProcess();
    private final Node other = deployment.startInProcess();

    @AfterAll
    void stop() {
        node.close();
        other.close();
    }

    private static String newEmail() {
        return "somebody-" + UUID.randomUUID() + "@example.com";
    }

    private static Api from(Node node, String address) {
        return node.api().with("X-Forwarded-For", address);
    }

    private static Api.Answer register(Api api, String email) {
        return api.post("/api/v1/users", Map.of("email", email, "password", Api.PASSWORD));
    }

    /** Counted on all nodes together, and before a password is hashed. */
    @Test
    void addressShouldOnlyRegisterSoOftenWhateverComesOfIt() {
        String taken = newEmail();
        for (int i = 0; i < 4; i++) {
            register(from(i % 2 == 0 ? node : other, "198.51.100.1"), taken).expect(i == 0 ? 201 : 409);
        }
        double before = hashes();
        Api.Answer refused = register(from(node, "198.51.100.1"), newEmail()).expect(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        register(from(other, "198.51.100.1"), newEmail()).expect(429);
        assertThat(hashes()).isEqualTo(before);
        register(from(node, "198.51.100.2"), newEmail()).expect(201);
    }

    @Test
    void proxyThatNamesNobodyShouldHaveNoLimitOfItsOwn() {
        for (int i = 0; i < 6; i++) {
            register(node.api(), newEmail()).expect(201);
        }
    }

    /** Of the first node. */
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
}
