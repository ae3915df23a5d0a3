package bot.conversational.domain.indexing.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.DatabaseVersion;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.indexing.MaintenanceStores;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the source of truth does for the upkeep of the index. Others write to it at the same time. */
public interface MaintenanceStoresContract extends StoreContract {

    Duration LONG = Duration.ofMinutes(1);

    MaintenanceStores upkeep();

    private static Change change(Dialogue dialogue) {
        return new Change(
                dialogue.user(),
                Change.Entity.CONVERSATION,
                dialogue.id().value(),
                dialogue.state().conversation().version());
    }

    private static String newWalk() {
        return "walk-" + UUID.randomUUID();
    }

    @Test
    default void nextShouldGoThroughEverybodysConversationsOnceInOrder() {
        UserId user = StoreSamples.newUser(stores());
        List<Dialogue> dialogues =
                List.of(Dialogue.of(stores(), user), Dialogue.of(stores(), user), Dialogue.of(stores()));
        dialogues.getFirst().exchange("Q1", "A1");

        List<Change> all = new ArrayList<>();
        Optional<ConversationKey> after = Optional.empty();
        List<Change> some;
        do {
            some = upkeep().conversations().next(after, 2);
            all.addAll(some);
            after = some.isEmpty() ? after : Optional.of(ConversationKey.of(some.getLast()));
        } while (!some.isEmpty());

        assertThat(all).doesNotHaveDuplicates();
        assertThat(all)
                .extracting(it -> ConversationKey.of(it).user() + " " + it.id())
                .isSorted();
        assertThat(all)
                .containsAll(dialogues.stream()
                        .map(MaintenanceStoresContract::change)
                        .toList());
    }

    @Test
    default void nextShouldGiveTheConversationsOfOneUserOnly() {
        UserId user = StoreSamples.newUser(stores());
        Dialogue one = Dialogue.of(stores(), user);
        Dialogue two = Dialogue.of(stores(), user);
        Dialogue.of(stores());

        List<Change> first = upkeep().conversations().next(user, Optional.empty(), 1);
        List<Change> rest = upkeep().conversations()
                .next(user, Optional.of(new ConversationId(first.getFirst().id())), 5);

        assertThat(List.of(first.getFirst(), rest.getFirst())).containsExactlyInAnyOrder(change(one), change(two));
        assertThat(rest).hasSize(1);
        assertThat(upkeep().conversations()
                        .next(
                                user,
                                Optional.of(new ConversationId(rest.getFirst().id())),
                                5))
                .isEmpty();
    }

    @Test
    default void messagesShouldCountAboutAllOfThem() {
        Dialogue.of(stores()).exchange("Q1", "A1");

        assertThat(upkeep().conversations().messages()).isGreaterThanOrEqualTo(2);
    }

    @Test
    default void takeShouldGiveAWalkToOneHolderAtATime() {
        String walk = newWalk();

        assertThat(upkeep().checkpoints().take(walk, "a", LONG)).contains(Checkpoints.Place.NOWHERE);
        assertThat(upkeep().checkpoints().take(walk, "b", LONG)).isEmpty();
        assertThat(upkeep().checkpoints().take(walk, "a", LONG)).contains(Checkpoints.Place.NOWHERE);

        upkeep().checkpoints().leave(walk, "b");
        assertThat(upkeep().checkpoints().take(walk, "b", LONG)).isEmpty();
        upkeep().checkpoints().leave(walk, "a");
        assertThat(upkeep().checkpoints().take(walk, "b", LONG)).contains(Checkpoints.Place.NOWHERE);
    }

    @Test
    default void takeShouldGoOnWhereAHolderThatDiedHadCome() {
        String walk = newWalk();
        Checkpoints.Place place = new Checkpoints.Place(
                "subject",
                Optional.of(new ConversationKey(new UserId(UUID.randomUUID()), new ConversationId(UUID.randomUUID()))),
                42);
        upkeep().checkpoints().take(walk, "a", LONG);
        assertThat(upkeep().checkpoints().move(walk, "a", place, Duration.ofMillis(300)))
                .isTrue();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> upkeep().checkpoints().take(walk, "b", LONG), Optional.of(place)::equals);
        assertThat(upkeep().checkpoints().move(walk, "a", Checkpoints.Place.NOWHERE, LONG))
                .isFalse();
        upkeep().checkpoints().leave(walk, "b");
        assertThat(upkeep().checkpoints().take(walk, "c", LONG)).contains(place);
    }

    @Test
    default void advanceShouldAscendAndRenewShouldChangeTheLineageOnce() {
        DatabaseVersion first = upkeep().identity().advance();
        DatabaseVersion second = upkeep().identity().advance();
        assertThat(second.continues(first)).isTrue();
        assertThat(first.continues(second)).isFalse();

        upkeep().identity().renew(first.lineage());
        DatabaseVersion renewed = upkeep().identity().advance();
        upkeep().identity().renew(first.lineage());

        assertThat(renewed.continues(second)).isFalse();
        assertThat(upkeep().identity().advance().continues(renewed)).isTrue();
    }

    @Test
    default void presentShouldGiveOnlyTheUsersOwnMessages() {
        Dialogue dialogue = Dialogue.of(stores());
        MessageId own = dialogue.exchange("Q1", "A1").message().id();
        MessageId others = Dialogue.of(stores()).exchange("Q1", "A1").message().id();

        assertThat(upkeep().audited().present(dialogue.user(), List.of(own, others, new MessageId(UUID.randomUUID()))))
                .containsExactly(own);
        assertThat(upkeep().audited().present(dialogue.user(), List.of())).isEmpty();
    }

    @Test
    default void noteAgainShouldRaiseVersionsAndTellTheChange() {
        Dialogue low = Dialogue.of(stores());
        low.exchange("Q1", "A1");
        UserId user = low.user();
        Dialogue high = Dialogue.of(stores(), user);
        String other = Dialogue.of(stores()).id().toString();

        upkeep().audited()
                .noteAgain(user, Map.of(low.id(), 40L, high.id(), 0L, new ConversationId(UUID.fromString(other)), 9L));

        List<Change> now = upkeep().conversations().next(user, Optional.empty(), 5);
        assertThat(now).extracting(Change::version).containsExactlyInAnyOrder(41L, 2L);
        String consumer = "consumer-" + UUID.randomUUID();
        List<Change> told = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var batch = stores().changes().poll(consumer, "node", 500);
            told.addAll(batch.changes());
            stores().changes().acknowledge(consumer, "node", batch);
            assertThat(told).containsAll(now);
        });
        assertThat(told).noneMatch(it -> it.id().toString().equals(other) && it.version() > 1);
    }

    @Test
    default void everyCallShouldFailAsUnavailableWhenTheStoreIsAway() {
        UserId user = StoreSamples.newUser(stores());
        String walk = newWalk();

        List<ThrowingCallable> calls = List.of(
                () -> upkeep().conversations().next(Optional.empty(), 1),
                () -> upkeep().checkpoints().take(walk, "a", LONG),
                () -> upkeep().identity().advance(),
                () -> upkeep().audited().present(user, List.of()));
        try (Outage outage = outage()) {
            calls.forEach(call -> assertThatThrownBy(call).isInstanceOf(DomainException.Unavailable.class));
        }
        for (ThrowingCallable call : calls) {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreException(DomainException.Unavailable.class)
                    .untilAsserted(call::call);
        }
    }
}
