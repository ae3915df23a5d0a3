package bot.conversational.application.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.PausedEngine;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ServiceProcess;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is acknowledged is kept, and found again, whatever dies. */
class CrashIT {

    @Test
    void messageShouldBeIndexedAfterRestartWhenNodeDiesBetweenCommitAndIndex() {
        Deployment deployment = Deployment.fresh(Map.of());
        String email = "crash@example.com";
        String conversation;
        ServiceProcess first = deployment.start();
        try (PausedEngine index = PausedEngine.freeze(Engines.elasticsearch())) {
            Api ada = first.api().asNewUser(email);
            conversation = ada.newConversation();
            ada.say(conversation, "the axolotl was committed but never indexed").expect(201);
            first.kill();
        }
        try (Node second = deployment.startInProcess()) {
            Api ada = second.api().logIn(email);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                Api.Answer found = ada.search("axolotl");
                assertThat(found.status()).isEqualTo(200);
                assertThat(found.json().get("items").findValuesAsText("conversationId"))
                        .contains(conversation);
            });
        }
    }
}
