package bot.conversational.domain.retention;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationProgress;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.ChangeBatch;
import bot.conversational.domain.retention.RetentionStore.Idle;
import bot.conversational.domain.retention.RetentionStore.Stretch;
import bot.conversational.domain.revocation.Revocation;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.AccountEdit;
import bot.conversational.domain.user.RetentionRule;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link RetentionStore} keeps. */
public interface RetentionStoreContract extends StoreContract {

    RetentionRule FOREVER = new RetentionRule(0);
    RetentionRule MONTH = new RetentionRule(30);

    /** The conversations that a receipt names; none when there is no such receipt. */
    List<ConversationId> receipt(UUID id);

    private RetentionStore retention() {
        return stores().retention();
    }

    /** A conversation that nobody wrote in for so many days and an hour. */
    private ConversationId idle(UserId user, int days, boolean pinned) {
        Instant updatedAt = Instant.now()
                .truncatedTo(ChronoUnit.MILLIS)
                .minus(Duration.ofDays(days))
                .minus(Duration.ofHours(1));
        ConversationId id = new ConversationId(UUID.randomUUID());
        stores().conversations()
                .add(new Conversation(
                        id,
                        user,
                        new ConversationSettings(
                                Optional.of("Old"), Optional.empty(), Optional.empty(), pinned, days % 2 == 0),
                        new ConversationProgress(0, updatedAt, updatedAt, 1)));
        return id;
    }

    private Idle delete(RetentionRule rule, UserId user) {
        return retention().delete(rule, user, 100, UUID.randomUUID());
    }

    private boolean isThere(UserId user, ConversationId id) {
        return stores().conversations().find(user, id).isPresent();
    }

    private List<Idle> look(RetentionRule rule) {
        List<Idle> all = new ArrayList<>();
        Optional<UserId> after = Optional.empty();
        do {
            Stretch stretch = retention().look(rule, after, 2);
            all.addAll(stretch.idle());
            after = stretch.last();
        } while (after.isPresent());
        return all;
    }

    @Test
    default void idleConversationsShouldGoUnlessTheyArePinned() {
        UserId user = StoreSamples.newUser(stores());
        ConversationId old = idle(user, 30, false);
        ConversationId older = idle(user, 31, false);
        ConversationId pinned = idle(user, 31, true);
        ConversationId young = idle(user, 29, false);
        UserId other = StoreSamples.newUser(stores());
        ConversationId others = idle(other, 31, false);
        assertThat(look(MONTH)).contains(new Idle(user, 2, 0), new Idle(other, 1, 0));
        assertThat(isThere(user, old)).as("looking changes nothing").isTrue();

        UUID receipt = UUID.randomUUID();
        assertThat(retention().delete(MONTH, user, 100, receipt)).isEqualTo(new Idle(user, 2, 0));

        assertThat(isThere(user, old)).isFalse();
        assertThat(isThere(user, older)).isFalse();
        assertThat(isThere(user, pinned)).isTrue();
        assertThat(isThere(user, young)).isTrue();
        assertThat(isThere(other, others)).isTrue();
        assertThat(receipt(receipt)).containsExactlyInAnyOrder(old, older);
        assertThat(look(MONTH))
                .contains(new Idle(other, 1, 0))
                .extracting(Idle::user)
                .doesNotContain(user);
        UUID none = UUID.randomUUID();
        assertThat(retention().delete(MONTH, user, 100, none)).isEqualTo(new Idle(user, 0, 0));
        assertThat(receipt(none)).isEmpty();
    }

    @Test
    default void nothingShouldGoWithoutARule() {
        UserId user = StoreSamples.newUser(stores());
        ConversationId old = idle(user, 3_000, false);

        assertThat(look(FOREVER)).extracting(Idle::user).doesNotContain(user);
        assertThat(delete(FOREVER, user).conversations()).isZero();
        assertThat(isThere(user, old)).isTrue();
    }

    /** A longer one of his is from a time when the service's was longer. */
    @Test
    default void shorterRuleOfTheTwoShouldHold() {
        UserId user = StoreSamples.newUser(stores());
        ConversationId week = idle(user, 7, false);
        ConversationId day = idle(user, 1, false);
        assertThat(delete(MONTH, user).conversations()).isZero();

        assertThat(stores().users()
                        .edit(user, AccountEdit.ofRetention(Optional.of(7)))
                        .orElseThrow()
                        .retentionDays())
                .contains(7);
        assertThat(delete(MONTH, user).conversations()).isEqualTo(1);
        assertThat(isThere(user, week)).isFalse();
        assertThat(stores().users().edit(user, AccountEdit.ofRetention(Optional.of(300))))
                .isPresent();
        assertThat(delete(new RetentionRule(1), user).conversations()).isEqualTo(1);
        assertThat(isThere(user, day)).isFalse();
        assertThat(stores().users()
                        .edit(user, AccountEdit.ofRetention(Optional.empty()))
                        .orElseThrow()
                        .retentionDays())
                .isEmpty();
    }

    @Test
    default void pieceShouldTakeThoseThatAreIdleForLongest() {
        UserId user = StoreSamples.newUser(stores());
        ConversationId newest = idle(user, 40, false);
        ConversationId oldest = idle(user, 60, false);
        ConversationId middle = idle(user, 50, false);

        UUID receipt = UUID.randomUUID();
        retention().delete(MONTH, user, 2, receipt);

        assertThat(receipt(receipt)).containsExactlyInAnyOrder(oldest, middle);
        assertThat(isThere(user, newest)).isTrue();
    }

    /** Caches and indexes hear of it as of any deletion. */
    @Test
    default void whatGoesShouldBeToldToThoseWhoHaveCopies() {
        UserId user = StoreSamples.newUser(stores());
        ConversationId old = idle(user, 40, false);
        String consumer = "consumer-" + UUID.randomUUID();

        delete(MONTH, user);

        assertThat(stores().revocations().pending(100_000))
                .anyMatch(it -> it instanceof Revocation.ConversationDeleted deleted
                        && deleted.conversation().equals(old));
        List<UUID> changed = new ArrayList<>();
        ChangeBatch batch = stores().changes().poll(consumer, "node", 500);
        while (!batch.changes().isEmpty()) {
            batch.changes().stream()
                    .filter(change -> change.entity() == Change.Entity.CONVERSATION)
                    .forEach(change -> changed.add(change.id()));
            stores().changes().acknowledge(consumer, "node", batch);
            batch = stores().changes().poll(consumer, "node", 500);
        }
        assertThat(changed).contains(old.value());
    }

    @Test
    default void looksShouldFailWhileTheStoreIsAway() throws Throwable {
        unavailableDuringOutage(() -> retention().look(MONTH, Optional.empty(), 1));
    }
}
