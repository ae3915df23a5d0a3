package bot.conversational.application.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.EventStream;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ScriptedModelServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamLimitIT {

    /** Two that are generated, and thirty more. */
    private static final int MOST = 32;

    @Test
    void streamBeyondTheMostOfAUserShouldBeRefusedUntilAnotherEnds() {
        try (ScriptedModelServer model = new ScriptedModelServer()) {
            Map<String, String> environment = new HashMap<>(model.environment());
            environment.put("MAX_RUNNING_PER_USER", "2");
            environment.put("DRAIN_TIMEOUT", "1"); // the answer never ends
            try (Node node = Deployment.fresh(environment).startInProcess()) {
                Api ada = node.api().asNewUser();
                Dialogue dialogue = Dialogue.begin(ada);
                List<EventStream> streams = new ArrayList<>();
                streams.add(dialogue.ask("2 words every 300000 ms").awaitText(1));
                String answer = streams.getFirst().answer();
                while (streams.size() < MOST) {
                    EventStream stream = dialogue.follow(answer);
                    assertThat(stream.status()).isEqualTo(200);
                    streams.add(stream);
                }
                Dialogue next = Dialogue.begin(ada);
                try (EventStream refused = dialogue.follow(answer);
                        EventStream notBegun = next.ask("2 words every 1 ms")) {
                    assertThat(refused.status()).isEqualTo(429);
                    assertThat(refused.header("Retry-After")).isNotEmpty();
                    assertThat(notBegun.status()).isEqualTo(429);
                }
                assertThat(next.history())
                        .as("a refused message is not written")
                        .isEmpty();
                ada.get("/api/v1/users/me").expect(200);
                try (EventStream others = Dialogue.begin(node.api().asNewUser()).ask("2 words every 1 ms")) {
                    assertThat(others.status()).isEqualTo(200);
                }
                dialogue.stop(answer).expect(200);
                await().until(() -> {
                    try (EventStream again = dialogue.follow(answer)) {
                        return again.status() == 200;
                    }
                });
                streams.forEach(EventStream::close);
            }
        }
    }
}
