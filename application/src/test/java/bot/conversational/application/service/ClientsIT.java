package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.NodeTools;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What clients make of the API's description, see {@code checks/clients}. Skipped where Node is missing, or its
 * registry cannot be reached.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientsIT {

    private final Node node = Deployment.sharedNode();
    private final NodeTools tools = new NodeTools("checks/clients", "application/target/clients");

    @BeforeAll
    void install() throws IOException {
        String trouble = tools.install();
        assumeTrue(trouble.isEmpty(), "the description is not checked by the tools of clients: " + trouble);
        Files.writeString(
                tools.folder().resolve("openapi.json"),
                node.api().get("/api/v1/openapi.json").expect(200).text());
    }

    @Test
    void descriptionShouldKeepTheRulesOfRedocly() {
        assertThat(tools.run("redocly", "lint", "openapi.json", "--format=stylish"))
                .contains("valid");
    }

    @Test
    void descriptionShouldKeepTheRulesOfSpectral() {
        assertThat(tools.run("spectral", "lint", "openapi.json", "--fail-severity=error"))
                .contains("0 errors");
    }

    @Test
    void clientThatIsMadeOfTheDescriptionShouldDoTheMainJob() {
        tools.run("openapi-typescript", "openapi.json", "--output", "api.d.ts");
        tools.run("tsc", "--project", ".");
        assertThat(tools.node("out/walk.js", node.api().base())).contains("walked");
    }
}
