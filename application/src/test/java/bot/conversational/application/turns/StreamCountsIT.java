package bot.conversational.application.turns;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Counts;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.EventStream;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ScriptedModelServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What streamed turns of five seconds cost the stores, as the stores count it, when there are some at once. */
class StreamCountsIT {

    private static final int STREAMS = 10;
    private static final int SECONDS = 5;
    private static final String WISH = 10 * SECONDS + " words every 100 ms";
    private static final int WAL_GOAL = 4 * 1024;

    @Test
    void streamShouldCostTwoStatementsItsShareOfTheDeltasAndFourKilobytesOfTheLog() {
        try (ScriptedModelServer model = new ScriptedModelServer()) {
            Deployment deployment = Deployment.fresh(model.environment());
            try (Node node = deployment.startInProcess()) {
                Api user = node.api().asNewUser();
                List<Dialogue> dialogues = new ArrayList<>();
                for (int i = 0; i < STREAMS; i++) {
                    dialogues.add(Dialogue.begin(user));
                }
                // A first round pays for scripts, for new pages, and after a checkpoint for their images in the log.
                checkpoint(deployment);
                stream(dialogues);
                Counts before = Counts.now(deployment);
                long start = System.nanoTime();
                stream(dialogues);
                long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
                Counts cost = Counts.now(deployment).since(before);
                long statements = cost.total() - cost.of("update sessions");

                // That a session was seen is written once a minute. Begun and ended, each a commit of its own unless
                // others end at the same moment; all turns of a node share one insert of deltas every 2 s.
                assertThat(statements).as("%s", cost.statements()).isBetween(1L + STREAMS, 2L * STREAMS);
                assertThat(cost.deltas()).isBetween(1L, seconds / 2 + 1);
                // Admission, context, the caches in the end, and the mirror twice a second.
                assertThat(cost.redisRoundTrips()).isLessThanOrEqualTo(STREAMS * (3L + 2 * seconds));
                assertThat(cost.logged() / STREAMS)
                        .as("bytes of the log a turn")
                        .isLessThanOrEqualTo(WAL_GOAL);
                System.out.printf(
                        "a stream of %d s: %.2f statements, %.2f commits, %d scripts in Redis, %d bytes of the log%n",
                        SECONDS,
                        statements / (double) STREAMS,
                        (statements + cost.deltas()) / (double) STREAMS,
                        cost.redisRoundTrips() / STREAMS,
                        cost.logged() / STREAMS);
            }
        }
    }

    private static void checkpoint(Deployment deployment) {
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void stream(List<Dialogue> dialogues) {
        List<EventStream> streams = new ArrayList<>();
        for (Dialogue dialogue : dialogues) {
            // Each asks something else: equal questions would share a call.
            streams.add(dialogue.ask(WISH + ", " + dialogue.id()));
        }
        for (EventStream stream : streams) {
            stream.awaitEnd(Duration.ofSeconds(30));
            assertThat(stream.last().name()).isEqualTo("message.completed");
        }
    }
}
