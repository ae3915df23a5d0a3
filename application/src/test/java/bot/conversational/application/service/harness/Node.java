package bot.conversational.application.service.harness;

import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;

/** A running service, in a process of its own ({@link ServiceProcess}) or in the JVM of the tests. */
public interface Node extends AutoCloseable {

    /** A client of the application port that is not logged in. */
    Api api();

    /** A client of the admin port. */
    Api admin();

    int port();

    /** Names of what the web server measures of itself, by its handlers; none of a node in a process of its own. */
    default Set<String> serverMetrics() {
        return Set.of();
    }

    /** Ends it in good order, and returns when it has ended. */
    @Override
    void close();

    /** @param hint where to look when it does not become ready */
    default void awaitReady(String hint, Runnable stillRuns) {
        Awaitility.await("ready, see " + hint)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    stillRuns.run();
                    return api().answers("/health-check?type=ready");
                });
    }
}
