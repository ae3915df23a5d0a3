package bot.conversational.adapters.postgres.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.ChangeBatch;
import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.indexing.ChangeFeedContract;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

class JdbiChangeFeedIT extends JdbiStores implements ChangeFeedContract {

    private final String consumer = "consumer-" + UUID.randomUUID();

    @Override
    public ChangeFeed feed(Duration lease) {
        return new JdbiChangeFeed(jdbi, lease);
    }

    @Test
    void pollShouldSkipNothingWhenATransactionThatBeganEarlierCommitsLater() {
        UserId user = StoreSamples.newUser(stores());
        acknowledgeAll();
        UUID early = UUID.randomUUID();
        try (Handle open = jdbi.open()) {
            open.begin();
            insertChange(open, user, early);
            Dialogue later = Dialogue.of(stores(), user);

            assertThat(changesOf(user)).extracting(Change::id).doesNotContain(early);
            open.commit();

            await().untilAsserted(() -> assertThat(changesOf(user))
                    .extracting(Change::id)
                    .startsWith(early, later.id().value()));
        }
    }

    @Test
    void pollShouldTellWhatCommittedWhileAnotherTransactionGoesOn() {
        UserId user = StoreSamples.newUser(stores());
        acknowledgeAll();
        UUID early = UUID.randomUUID();
        try (Handle open = jdbi.open()) {
            open.begin();
            insertChange(open, user, early);
            Dialogue second = Dialogue.of(stores(), user);
            await().until(() -> !changesOf(user).isEmpty());
            assertThat(drainedOf(user))
                    .extracting(Change::id)
                    .containsExactly(second.id().value());
            assertThat(drainedOf(user)).as("once is enough").isEmpty();

            Dialogue third = Dialogue.of(stores(), user);
            assertThat(drainedOf(user))
                    .extracting(Change::id)
                    .containsExactly(third.id().value());

            try (Handle other = jdbi.open()) {
                other.begin();
                UUID between = UUID.randomUUID();
                insertChange(other, user, between);
                Dialogue fourth = Dialogue.of(stores(), user);
                assertThat(drainedOf(user))
                        .extracting(Change::id)
                        .containsExactly(fourth.id().value());
                other.commit();
                assertThat(drainedOf(user))
                        .as("a mark has passed it")
                        .extracting(Change::id)
                        .containsExactly(between);
            }
            assertThat(drainedOf(user)).isEmpty();

            open.commit();
            await().untilAsserted(() ->
                    assertThat(drainedOf(user)).extracting(Change::id).contains(early));
            assertThat(stores().changes().caughtUp(consumer, user)).isPresent();
        }
    }

    @Test
    void heldBackByShouldNameTheTransactionThatGoesOn() {
        try (Handle open = jdbi.open()) {
            open.begin();
            insertChange(open, StoreSamples.newUser(stores()), UUID.randomUUID());
            long process = open.createQuery("select pg_backend_pid()")
                    .mapTo(Long.class)
                    .one();

            assertThat(stores().changes().heldBackBy())
                    .hasValueSatisfying(line -> assertThat(line).contains("(process " + process + ",", " since 20"));
            open.rollback();
        }
    }

    @Test
    void pollShouldRepeatWhatIsReadEarlyUntilItIsAcknowledged() {
        UserId user = StoreSamples.newUser(stores());
        acknowledgeAll();
        try (Handle open = jdbi.open()) {
            open.begin();
            insertChange(open, user, UUID.randomUUID());
            Dialogue later = Dialogue.of(stores(), user);

            await().until(() -> !changesOf(user).isEmpty());
            assertThat(changesOf(user))
                    .extracting(Change::id)
                    .containsExactly(later.id().value());
            open.rollback();
        }
        assertThat(new JdbiChangeFeed(jdbi, JdbiChangeFeed.LEASE)
                        .poll(consumer, "node-1", 500)
                        .changes())
                .as("another process of the node")
                .extracting(Change::user)
                .contains(user);
    }

    @Test
    void pollShouldNeverTellWhatWasRolledBack() {
        UserId user = StoreSamples.newUser(stores());
        try (Handle open = jdbi.open()) {
            open.begin();
            insertChange(open, user, UUID.randomUUID());
            open.rollback();
        }

        acknowledgeAll();
        assertThat(changesOf(user)).isEmpty();
    }

    @Test
    void pollShouldStartFromTheBeginningWhenTheCursorIsAnotherServers() {
        Dialogue dialogue = Dialogue.of(stores());
        acknowledgeAll();

        updateCursors("update change_cursors set system_identifier = system_identifier + 1 where consumer = :consumer");

        assertThat(stores().changes().lag(consumer).backlog()).isZero();
        assertThat(drainedOf(dialogue.user())).hasSize(1);
    }

    @Test
    void pollShouldStartFromTheBeginningWhenTheCursorIsAheadOfTheServer() {
        Dialogue dialogue = Dialogue.of(stores());
        acknowledgeAll();

        updateCursors("update change_cursors set xid = '9000000000000000000' where consumer = :consumer");

        assertThat(drainedOf(dialogue.user())).hasSize(1);
    }

    @Test
    void pollShouldWriteNothingWhileMoreThanHalfOfTheLeaseIsLeft() {
        acknowledgeAll();
        List<String> before = cursorVersions();

        stores().changes().poll(consumer, "node-1", 10);

        assertThat(cursorVersions()).hasSize(16).isEqualTo(before);
    }

    @Test
    void pollShouldRenewTheLeaseWhenLessThanHalfOfItIsLeft() {
        acknowledgeAll();
        List<String> before = cursorVersions();

        new JdbiChangeFeed(jdbi, JdbiChangeFeed.LEASE.multipliedBy(3)).poll(consumer, "node-1", 10);

        assertThat(cursorVersions()).doesNotContainAnyElementsOf(before);
    }

    @Test
    void pollShouldShareTheShardsEvenlyAmongNodesThatComeAndGo() {
        ChangeFeed feed = feed(Duration.ofSeconds(1));
        String consumer = "consumer-" + UUID.randomUUID();
        List<String> three = List.of("node-1", "node-2", "node-3");
        feed.poll(consumer, "node-1", 1);
        assertThat(shards(consumer)).containsExactly(16L);

        await().untilAsserted(() -> {
            three.forEach(node -> feed.poll(consumer, node, 1));
            assertThat(shards(consumer)).containsExactly(4L, 6L, 6L);
        });
        await().untilAsserted(() -> {
            feed.poll(consumer, "node-2", 1);
            assertThat(shards(consumer)).containsExactly(16L);
        });
    }

    /** How many shards each node holds, fewest first. */
    private List<Long> shards(String consumer) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from change_cursors
                         where consumer = :consumer and lease_until > clock_timestamp()
                         group by node order by 1
                        """)
                .bind("consumer", consumer)
                .mapTo(Long.class)
                .list());
    }

    private void acknowledgeAll() {
        drainedOf(new UserId(UUID.randomUUID()));
    }

    private List<Change> drainedOf(UserId user) {
        List<Change> all = new java.util.ArrayList<>();
        ChangeBatch batch = stores().changes().poll(consumer, "node-1", 500);
        while (!batch.changes().isEmpty()) {
            all.addAll(batch.changes());
            stores().changes().acknowledge(consumer, "node-1", batch);
            batch = stores().changes().poll(consumer, "node-1", 500);
        }
        return all.stream().filter(change -> change.user().equals(user)).toList();
    }

    private List<Change> changesOf(UserId user) {
        return stores().changes().poll(consumer, "node-1", 500).changes().stream()
                .filter(change -> change.user().equals(user))
                .toList();
    }

    private static void insertChange(Handle handle, UserId user, UUID id) {
        handle.createUpdate("insert into changes (user_id, entity, id, version) values (:user, 'message', :id, 1)")
                .bind("user", user)
                .bind("id", id)
                .execute();
    }

    private void updateCursors(String sql) {
        jdbi.useHandle(handle -> assertThat(
                        handle.createUpdate(sql).bind("consumer", consumer).execute())
                .isEqualTo(16));
    }

    /** Where each cursor's row is: another place means that it was written. */
    private List<String> cursorVersions() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select shard || ' ' || ctid from change_cursors where consumer = :consumer order by shard")
                .bind("consumer", consumer)
                .mapTo(String.class)
                .list());
    }
}
