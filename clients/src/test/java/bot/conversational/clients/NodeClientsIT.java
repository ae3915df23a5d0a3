package bot.conversational.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bot.conversational.application.service.harness.NodeTools;
import org.junit.jupiter.api.Test;

/**
 * The official client for Node and the AI SDK, see {@code checks/sdks}. Skipped where Node is missing, or its registry
 * cannot be reached.
 */
class NodeClientsIT {

    @Test
    void clientsForNodeShouldDoWhatTheirUsersDo() {
        NodeTools tools = new NodeTools("checks/sdks", "clients/target/sdks");
        String trouble = tools.install();
        assumeTrue(trouble.isEmpty(), "no client for Node is tried: " + trouble);
        TwoNodes nodes = TwoNodes.shared();
        String said = tools.node(
                "walk.mjs",
                nodes.one().api().base(),
                nodes.key(),
                nodes.other().api().base());
        System.out.println(said);
        assertThat(said).contains(" 0 failed");
    }
}
