package bot.conversational.adapters.postgres.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.indexing.ChangeBatch;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.Stores;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Has a database of its own: partitions are everybody's. */
class JdbiChangePartitionsIT {

    private final Jdbi jdbi = TestDatabase.create().jdbi();
    private final Stores stores = TestDatabase.stores(jdbi);
    private final JdbiChangePartitions partitions = new JdbiChangePartitions(jdbi);

    @Test
    void ensureShouldMakeTodayAndTheDaysAheadOnce() {
        assertThat(partitions.ensure(3)).isEqualTo(4);
        assertThat(partitions.ensure(3)).isZero();
        assertThat(partitions.ensure(4)).isEqualTo(1);

        Dialogue.of(stores);
        assertThat(usedPartitions()).noneMatch("changes_default"::equals).hasSize(1);
    }

    @Test
    void ensureShouldLeaveADayInTheDefaultPartitionWhenItHasRowsThere() {
        Dialogue.of(stores);

        assertThat(partitions.ensure(1)).isEqualTo(1);

        Dialogue.of(stores);
        assertThat(usedPartitions()).containsExactly("changes_default");
    }

    @Test
    void ensureShouldNotWaitForWriters() {
        try (Handle writer = jdbi.open()) {
            writer.begin();
            writer.execute("insert into changes (user_id, entity, id, version) "
                    + "values (gen_random_uuid(), 'message', gen_random_uuid(), 1)");

            // The writer is in the default partition, which no day can be split from while he is.
            assertThatThrownBy(() -> partitions.ensure(1)).isInstanceOf(DomainException.Unavailable.class);
            writer.rollback();
        }
        partitions.ensure(1);
        try (Handle writer = jdbi.open()) {
            writer.begin();
            writer.execute("insert into changes (user_id, entity, id, version) "
                    + "values (gen_random_uuid(), 'message', gen_random_uuid(), 1)");

            assertThat(partitions.ensure(2)).isEqualTo(1);
            writer.rollback();
        }
    }

    @Test
    void dropReadShouldDropOnlyWhatEveryConsumerHasRead() {
        jdbi.useHandle(handle -> handle.execute(
                "create table changes_20200101 partition of changes for values from ('2020-01-01') to ('2020-01-02')"));
        jdbi.useHandle(handle -> handle.execute("insert into changes (day, user_id, entity, id, version) "
                + "values ('2020-01-01', gen_random_uuid(), 'message', gen_random_uuid(), 1)"));
        assertThat(partitions.dropRead(2)).as("nobody has come yet").isZero();

        ChangeBatch batch = stores.changes().poll("a consumer", "node-1", 500);
        assertThat(partitions.dropRead(2)).as("not acknowledged").isZero();

        stores.changes().acknowledge("a consumer", "node-1", batch);
        stores.changes().poll("another consumer", "node-1", 500);
        assertThat(partitions.dropRead(2)).as("the other has not read").isZero();

        stores.changes().acknowledge("another consumer", "node-1", batch);
        assertThat(partitions.dropRead(2)).isEqualTo(1);
        assertThat(partitions.dropRead(2)).isZero();
    }

    private List<String> usedPartitions() {
        return jdbi.withHandle(handle -> handle.createQuery("select distinct tableoid::regclass::text from changes")
                .mapTo(String.class)
                .list());
    }
}
