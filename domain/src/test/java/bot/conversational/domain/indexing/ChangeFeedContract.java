package bot.conversational.domain.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link ChangeFeed} tells. Others write to the same feed at the same time. */
public interface ChangeFeedContract extends StoreContract {

    /** A feed of the same changes whose leases are this long. */
    ChangeFeed feed(Duration lease);

    private static String newConsumer() {
        return "consumer-" + UUID.randomUUID();
    }

    /** Everything that waits, acknowledged. */
    private List<Change> drain(ChangeFeed feed, String consumer, String node, UserId user) {
        List<Change> all = new ArrayList<>();
        ChangeBatch batch = feed.poll(consumer, node, 500);
        while (!batch.changes().isEmpty()) {
            all.addAll(batch.changes());
            feed.acknowledge(consumer, node, batch);
            batch = feed.poll(consumer, node, 500);
        }
        return all.stream().filter(change -> change.user().equals(user)).toList();
    }

    private static Change conversation(Dialogue dialogue, long version) {
        return new Change(
                dialogue.user(), Change.Entity.CONVERSATION, dialogue.id().value(), version);
    }

    private static Change message(Dialogue dialogue, ContextMessage message, long version) {
        return new Change(
                dialogue.user(), Change.Entity.MESSAGE, message.message().id().value(), version);
    }

    @Test
    default void pollShouldTellEveryWriteInItsOrder() {
        String consumer = newConsumer();
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn first = dialogue.asking("Q1");
        ContextMessage a1 = dialogue.complete(first, "A1");
        NewTurn second = dialogue.asking("Q2");
        ContextMessage a2 = dialogue.answer(second, "A2");
        stores().turns().beginAndEnd(second, a2);
        delete(dialogue.user(), dialogue.id());

        assertThat(drain(stores().changes(), consumer, "node-1", dialogue.user()))
                .containsExactly(
                        conversation(dialogue, 1),
                        conversation(dialogue, 2), // the first question gave the title
                        message(dialogue, first.question().orElseThrow(), 2),
                        message(dialogue, a1, 3),
                        message(dialogue, second.question().orElseThrow(), 4),
                        message(dialogue, a2, 4),
                        conversation(dialogue, 5));
    }

    @Test
    default void pollShouldTellNothingOfWritesThatWereRefused() {
        String consumer = newConsumer();
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn late = dialogue.asking("too late");
        ContextMessage a1 = dialogue.exchange("Q1", "A1");
        drain(stores().changes(), consumer, "node-1", dialogue.user());

        stores().turns().begin(late);
        stores().turns().end(dialogue.user(), dialogue.id(), 1, a1);
        stores().conversations().add(dialogue.state().conversation());

        assertThat(drain(stores().changes(), consumer, "node-1", dialogue.user()))
                .isEmpty();
    }

    @Test
    default void pollShouldGiveTheSameAgainUntilItIsAcknowledged() {
        String consumer = newConsumer();
        Dialogue dialogue = Dialogue.of(stores());
        dialogue.exchange("Q1", "A1");

        ChangeBatch batch = stores().changes().poll(consumer, "node-1", 3);
        assertThat(batch.changes()).hasSize(3);
        assertThat(stores().changes().poll(consumer, "node-1", 3)).isEqualTo(batch);

        stores().changes().acknowledge(consumer, "node-1", batch);
        stores().changes().acknowledge(consumer, "node-1", batch);
        assertThat(stores().changes().poll(consumer, "node-1", 3).changes())
                .doesNotContainAnyElementsOf(batch.changes());
    }

    @Test
    default void pollShouldSkipAndRepeatNothingWhenReadInSmallBatches() {
        Dialogue dialogue = Dialogue.of(stores());
        for (int i = 0; i < 5; i++) {
            dialogue.exchange("Q" + i, "A" + i);
        }
        List<Change> whole = drain(stores().changes(), newConsumer(), "node-1", dialogue.user());
        String consumer = newConsumer();
        List<Change> small = new ArrayList<>();
        ChangeBatch batch = stores().changes().poll(consumer, "node-1", 7);
        while (!batch.changes().isEmpty()) {
            small.addAll(batch.changes());
            stores().changes().acknowledge(consumer, "node-1", batch);
            batch = stores().changes().poll(consumer, "node-1", 7);
        }

        assertThat(small)
                .filteredOn(change -> change.user().equals(dialogue.user()))
                .isEqualTo(whole);
    }

    @Test
    default void pollShouldKeepConsumersApart() {
        Dialogue dialogue = Dialogue.of(stores());

        assertThat(drain(stores().changes(), newConsumer(), "node-1", dialogue.user()))
                .hasSize(1);
        assertThat(drain(stores().changes(), newConsumer(), "node-2", dialogue.user()))
                .hasSize(1);
    }

    @Test
    default void pollShouldBeEmptyWhileAnotherNodeHoldsTheShards() {
        String consumer = newConsumer();
        Dialogue dialogue = Dialogue.of(stores());
        stores().changes().poll(consumer, "node-1", 1);

        assertThat(stores().changes().poll(consumer, "node-2", 500).changes()).isEmpty();
        // Now that there are two, the first keeps half of the shards and the second gets the others.
        List<Change> told = new ArrayList<>(drain(stores().changes(), consumer, "node-1", dialogue.user()));
        told.addAll(drain(stores().changes(), consumer, "node-2", dialogue.user()));
        assertThat(told).hasSize(1);
    }

    @Test
    default void pollShouldTakeOverWhenTheLeaseRanOutAndTheOldHolderMovesNothing() {
        ChangeFeed feed = feed(Duration.ofMillis(300));
        String consumer = newConsumer();
        Dialogue.of(stores());
        ChangeBatch old = feed.poll(consumer, "node-1", 1);

        await().until(() -> !feed.poll(consumer, "node-2", 1).changes().isEmpty());
        ChangeFeed patient = feed(Duration.ofMinutes(1));
        await().until(() -> !patient.poll(consumer, "node-2", 1).changes().isEmpty());
        feed.acknowledge(consumer, "node-1", old);

        assertThat(patient.poll(consumer, "node-2", 1)).isEqualTo(old);
    }

    @Test
    default void pollShouldGiveEachChangeToOneWhenManyNodesPollAtOnce() throws Exception {
        String consumer = newConsumer();
        Dialogue.of(stores());

        List<ChangeBatch> batches =
                StoreContract.atOnce(8, () -> stores().changes().poll(consumer, "node-" + UUID.randomUUID(), 500));

        List<Change> all =
                batches.stream().flatMap(batch -> batch.changes().stream()).toList();
        assertThat(all).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    default void lagShouldCountWhatWaits() {
        String consumer = newConsumer();
        Dialogue dialogue = Dialogue.of(stores());
        long before = stores().changes().lag(consumer).backlog();
        dialogue.exchange("Q1", "A1");

        ChangeFeed.Lag lag = stores().changes().lag(consumer);
        assertThat(lag.backlog()).isEqualTo(before + 3);
        assertThat(lag.age()).isBetween(Duration.ZERO, Duration.ofHours(1));

        drain(stores().changes(), consumer, "node-1", dialogue.user());
        assertThat(stores().changes().lag(consumer)).isEqualTo(new ChangeFeed.Lag(0, Duration.ZERO));
    }

    @Test
    default void caughtUpShouldBeEmptyUntilTheConsumerHasAcknowledgedAllOfTheUser() {
        String consumer = newConsumer();
        Dialogue dialogue = Dialogue.of(stores());
        UserId user = dialogue.user();
        assertThat(stores().changes().caughtUp(consumer, user)).isEmpty();
        stores().changes().poll(consumer, "node-1", 1);
        assertThat(stores().changes().caughtUp(consumer, user)).isEmpty();

        String position = await().until(
                        () -> {
                            drain(stores().changes(), consumer, "node-1", user);
                            return stores().changes().caughtUp(consumer, user);
                        },
                        Optional::isPresent)
                .orElseThrow();
        assertThat(stores().changes().changedSince(user, position)).isFalse();

        dialogue.exchange("Q1", "A1");
        assertThat(stores().changes().changedSince(user, position)).isTrue();
        assertThat(stores().changes().caughtUp(consumer, user)).isEmpty();
    }

    @Test
    default void pollShouldFailAsUnavailableWhenTheStoreIsAway() throws Throwable {
        String consumer = newConsumer();

        unavailableDuringOutage(() -> stores().changes().poll(consumer, "node-1", 1));
    }
}
