package bot.conversational.adapters.engines;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.postgres.changes.JdbiChangeFeed;
import bot.conversational.adapters.postgres.database.PostgresJdbi;
import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.Follower;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** What the followers of the changes find on a restored server. */
class RestoredChangesIT {

    private static final String INDEX = Follower.SEARCH_INDEX.consumer();
    private static final String EMBEDDINGS = Follower.EMBEDDINGS.consumer("model");

    @TempDir
    private Path folder;

    @TempDir
    private Path backups;

    private BackedUpServer server;
    private ChangesOfServer changes;

    /** The stores on the server's database, which has the service's schema. */
    private record ChangesOfServer(Stores stores, JdbiChangeFeed feed) {

        static ChangesOfServer on(PGSimpleDataSource database) {
            TestDatabase.migrate(database);
            Jdbi jdbi = PostgresJdbi.create(database, TestDatabase.STATEMENT_TIMEOUT);
            return new ChangesOfServer(TestDatabase.stores(jdbi), new JdbiChangeFeed(jdbi, JdbiChangeFeed.LEASE));
        }

        Dialogue begin() {
            return Dialogue.of(stores);
        }

        List<Change> read(String consumer) {
            var batch = feed.poll(consumer, "node", 100);
            feed.acknowledge(consumer, "node", batch);
            return batch.changes();
        }
    }

    @BeforeEach
    void start() throws Exception {
        server = new BackedUpServer(folder, "postgresql");
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(server.instance().jdbcUrl());
        database.setUser("postgres");
        changes = ChangesOfServer.on(database);
    }

    @AfterEach
    void cleanUp() throws Exception {
        server.cleanUp();
    }

    @Test
    void restoredChangesShouldRaiseNoAlarmAndNoneBeLost() throws Exception {
        changes.begin();
        assertThat(changes.read(INDEX)).isNotEmpty();
        assertThat(changes.read(EMBEDDINGS)).isNotEmpty();
        Dialogue unread = changes.begin();
        takeToAnotherServerOfYesterday();
        server.succeeds("backup.sh", backups.toString());

        server.succeeds("restore.sh", backups.toString(), "--yes");

        // The index is made anew, from everything that is there
        assertThat(changes.feed().lag(INDEX).backlog()).isZero();
        assertThat(changes.read(INDEX)).isEmpty();
        assertThat(changes.feed().lag(EMBEDDINGS).backlog()).isPositive();
        assertThat(changes.feed().lag(EMBEDDINGS).age()).isLessThan(Duration.ofMinutes(1));
        assertThat(changes.read(EMBEDDINGS)).extracting(Change::user).containsOnly(unread.user());
        Dialogue after = changes.begin();
        assertThat(changes.read(INDEX)).extracting(Change::user).containsOnly(after.user());
        assertThat(changes.read(EMBEDDINGS)).extracting(Change::user).containsOnly(after.user());
    }

    /** Whose numbers of transactions are higher. */
    private void takeToAnotherServerOfYesterday() throws Exception {
        server.execute("""
                update changes set xid = (xid::text::bigint + 1000000000)::text::xid8,
                                   created_at = now() - interval '1 day';
                update change_cursors set xid = (xid::text::bigint + 1000000000)::text::xid8, system_identifier = 1
                """);
    }
}
