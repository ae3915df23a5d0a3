package bot.conversational.adapters.postgres.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.maintenance.MaintenanceStoresContract;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.indexing.MaintenanceStores;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class JdbiMaintenanceStoresIT extends JdbiStores implements MaintenanceStoresContract {

    private final MaintenanceStores upkeep = upkeep(jdbi);

    private static MaintenanceStores upkeep(Jdbi jdbi) {
        return new MaintenanceStores(
                new JdbiConversationScan(jdbi),
                new JdbiCheckpoints(jdbi),
                new JdbiDatabaseIdentity(jdbi),
                new JdbiAuditedSource(jdbi));
    }

    @Override
    public MaintenanceStores upkeep() {
        return upkeep;
    }

    @Test
    void renewShouldLetChangesOfAnotherServerBeReadNow() {
        // A database of its own: nobody else's changes may be far ahead.
        Jdbi restored = TestDatabase.create().jdbi();
        Dialogue dialogue = Dialogue.of(TestDatabase.stores(restored));
        restored.useHandle(handle -> handle.execute("update changes set xid = '4000000000000'"));
        JdbiChangeFeed feed = new JdbiChangeFeed(restored, Duration.ofSeconds(10));
        assertThat(feed.poll("consumer", "node", 10).changes()).isEmpty();
        assertThat(feed.lag("consumer").backlog()).isEqualTo(1);

        JdbiDatabaseIdentity identity = new JdbiDatabaseIdentity(restored);
        identity.renew(UUID.randomUUID());

        await().untilAsserted(() -> assertThat(feed.poll("consumer", "node", 10).changes())
                .extracting(Change::id)
                .containsExactly(dialogue.id().value()));
    }
}
