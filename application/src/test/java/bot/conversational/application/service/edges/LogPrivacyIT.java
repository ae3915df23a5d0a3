package bot.conversational.application.service.edges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ServiceProcess;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What users search for is in no log line, also when a search fails, and in the name of no thread. */
class LogPrivacyIT {

    private static final String WORD = "leakmark7731";

    @Test
    void failingSearchesShouldLeaveNoWordInTheLog() {
        Map<String, String> withoutIndex = Map.of("ELASTICSEARCH_PORT", "1");
        try (ServiceProcess node = Deployment.fresh(withoutIndex).start()) {
            Api user = node.api().asNewUser();
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(50))
                    .untilAsserted(() -> {
                        user.search(WORD).expect(200);
                        user.get("/api/v1/conversations?q=" + WORD).expect(200);
                        user.get("/api/v1/search/conversations?q=" + WORD + "&sort=relevance");
                        user.get("/api/v1/analytics/usage?model=" + WORD);
                        assertThat(node.log()).as("a line that a search wrote").contains("a call failed");
                    });

            assertThat(node.log()).doesNotContain(WORD);
        }
    }
}
