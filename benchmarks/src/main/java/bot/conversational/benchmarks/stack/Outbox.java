package bot.conversational.benchmarks.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Messages that come by SQL, with their changes, and the wait until the service has brought them into the index. */
public final class Outbox {

    private final Workspace workspace;
    private final Engines engines;
    private final String database;

    public Outbox(Workspace workspace, Engines engines, String database) {
        this.workspace = workspace;
        this.engines = engines;
        this.database = database;
    }

    /** Writes so many messages into the copied conversation of each of these users, all in one transaction. */
    public void write(int from, int to, int each) {
        try (Connection connection = engines.connect(database);
                PreparedStatement write = connection.prepareStatement(Workspace.resource("sql/messages.sql"))) {
            write.setLong(1, from);
            write.setLong(2, to);
            write.setLong(3, each);
            write.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until no change waits any more; returns the seconds that this took. */
    public double awaitEmpty(Duration atMost) {
        long begun = System.nanoTime();
        try (Connection connection = engines.connect(database);
                PreparedStatement lag = connection.prepareStatement(lag())) {
            while (System.nanoTime() - begun < atMost.toNanos()) {
                try (ResultSet waiting = lag.executeQuery()) {
                    if (waiting.next() && waiting.getLong(1) == 0) {
                        return (System.nanoTime() - begun) / 1e9;
                    }
                }
                Thread.sleep(Duration.ofMillis(20));
            }
            throw new IllegalStateException("changes wait still, " + atMost + " later");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The service's own question; one waiting change is as good as many. */
    private String lag() {
        try {
            return Files.readString(workspace.root().resolve("adapters/src/main/resources/sql/changes/lag.sql"))
                    .replace(":consumer", "'search-index'")
                    .replace(":most", "1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
