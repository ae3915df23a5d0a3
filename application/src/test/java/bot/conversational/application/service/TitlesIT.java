package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ScriptedModelServer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Titles that a model writes. */
class TitlesIT {

    @Test
    void modelShouldTitleAConversationAfterItsFirstAnswer() {
        try (ScriptedModelServer model = new ScriptedModelServer()) {
            Map<String, String> environment = new HashMap<>(model.environment());
            environment.put("TITLE_MODEL", "scripted");
            try (Node node = Deployment.fresh(environment).startInProcess()) {
                Api ada = node.api().asNewUser();
                String conversation = ada.newConversation();
                ada.say(conversation, "5 words every 1 ms").expect(201);

                await().until(() -> title(ada, conversation)
                        .equals(ScriptedModelServer.text(3).strip()));
                ada.say(conversation, "6 words every 1 ms").expect(201);
                assertThat(model.calls("6 words every 1 ms")).isOne();
            }
        }
    }

    private static String title(Api api, String conversation) {
        return api.get("/api/v1/conversations/" + conversation)
                .expect(200)
                .json()
                .get("title")
                .asText();
    }
}
