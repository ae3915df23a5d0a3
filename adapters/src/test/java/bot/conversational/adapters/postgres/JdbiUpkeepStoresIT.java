package bot.conversational.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.search.Change;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.UpkeepStores;
import bot.conversational.domain.upkeep.UpkeepStoresContract;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class JdbiUpkeepStoresIT extends JdbiStores implements UpkeepStoresContract {

    private final UpkeepStores upkeep = upkeep(jdbi);

    private static UpkeepStores upkeep(Jdbi jdbi) {
        return new UpkeepStores(
                new JdbiConversationWalk(jdbi),
                new JdbiWalks(jdbi),
                new JdbiSourceLineage(jdbi),
                new JdbiAuditedSource(jdbi));
    }

    @Override
    public UpkeepStores upkeep() {
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

        JdbiSourceLineage lineage = new JdbiSourceLineage(restored);
        lineage.renew(UUID.randomUUID());

        await().untilAsserted(() -> assertThat(feed.poll("consumer", "node", 10).changes())
                .extracting(Change::id)
                .containsExactly(dialogue.id().value()));
    }
}
