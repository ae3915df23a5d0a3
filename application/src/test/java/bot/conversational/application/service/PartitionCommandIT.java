package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.CommandResult;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ServiceProcess;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An installation whose messages and turns are moved into partitions while its node is stopped. */
class PartitionCommandIT {

    private final Deployment deployment = Deployment.fresh(Map.of());

    private CommandResult partition(int count) {
        return deployment.command("partition", "--into", String.valueOf(count), "config.yml");
    }

    @Test
    void serviceShouldGoOnWithWhatItHadInPartitionsAndBack() throws Exception {
        ServiceProcess node = deployment.start();
        Api ada = node.api().asNewUser();
        String conversation = ada.newConversation();
        String messages = "/api/v1/conversations/" + conversation + "/messages";
        ada.say(conversation, "Is all in one table?").expect(201);
        assertThat(partition(16).endsWith(1).output().lines().toList().getLast())
                .startsWith("Nodes run: ")
                .endsWith("Stop them first.");
        String before = ada.get(messages).expect(200).text();

        for (int count : new int[] {16, 1}) {
            node.close();
            assertThat(partition(count).endsWith(0).output())
                    .contains("rows", "indexes", "messages and turns are in " + count + " partitions now");
            node = deployment.start();
            assertThat(ada.at(node).get(messages).expect(200).text()).isEqualTo(before);
        }
        ada.at(node).say(conversation, "And now?").expect(201);
        assertThat(ada.at(node).get(messages).expect(200).json().path("items")).hasSize(4);
        node.close();
    }

    @Test
    void numberThatIsNoneShouldBeSaidInALine() {
        CommandResult refused = partition(12).endsWith(1);
        assertThat(refused.output())
                .contains("partitions must be a power of two")
                .doesNotContain("Exception");
    }
}
