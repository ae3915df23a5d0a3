package bot.conversational.adapters.postgres.changes;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.indexing.ChangeBatch;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What a poll reads when much was read before, in a database of its own. */
class ChangePollPlanIT {

    private static final int READ = 50_000;
    private static final int PIECE = 2_500;
    private static final String CONSUMER = "consumer";
    private static final String NODE = "node-1";

    private final Jdbi jdbi = TestDatabase.create().jdbi();

    @Test
    void pollShouldNotReadAgainWhatWasRead() {
        jdbi.useHandle(handle -> {
            // In pieces that each are quick on a busy machine.
            for (int i = 0; i < READ; i += PIECE) {
                handle.createUpdate("""
                                insert into changes (user_id, entity, id, version)
                                select gen_random_uuid(), 'message', gen_random_uuid(), 1
                                  from generate_series(1, :piece)
                                """).bind("piece", PIECE).execute();
            }
            handle.execute("analyze changes");
        });
        JdbiChangeFeed feed = new JdbiChangeFeed(jdbi, Duration.ofMinutes(10));
        int read = 0;
        for (ChangeBatch batch = feed.poll(CONSUMER, NODE, 10_000);
                !batch.changes().isEmpty();
                batch = feed.poll(CONSUMER, NODE, 10_000)) {
            read += batch.changes().size();
            feed.acknowledge(CONSUMER, NODE, batch);
        }
        assertThat(read).isEqualTo(READ);

        assertThat(planOfAPoll())
                .noneMatch(line -> line.contains("Seq Scan on changes"))
                .anyMatch(line -> line.contains("Index Scan using changes_"));
    }

    private List<String> planOfAPoll() {
        return jdbi.withHandle(handle -> handle.createQuery("explain " + SqlFile.read("changes/poll"))
                .bind("consumer", CONSUMER)
                .bind("node", NODE)
                .bind("leaseMillis", 600_000)
                .bind("patienceMillis", 500)
                .bindArray("markShards", Integer.class, List.of())
                .bindArray("markXids", String.class, List.of())
                .bindArray("markPositions", Long.class, List.of())
                .bindArray("running", String.class, List.of())
                .bind("limit", 1_000)
                .mapTo(String.class)
                .list());
    }
}
