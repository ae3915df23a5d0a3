package bot.conversational.domain.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.revocation.Revocation.ConversationDeleted;
import bot.conversational.domain.revocation.Revocation.SessionEnded;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link RevocationStore} keeps. Others may use the store at the same time, so each looks at its own user. */
public interface RevocationStoreContract extends StoreContract {

    int ALL = 100_000;

    private RevocationStore revocations() {
        return stores().revocations();
    }

    private SessionEnded ended() {
        Session session = StoreSamples.session(StoreSamples.newUser(stores()), StoreSamples.NOON);
        stores().sessions().open(session, StoreSamples.HASH, StoreSamples.entry());
        stores().sessions().end(session.user(), session.id());
        return new SessionEnded(session.user(), session.digest());
    }

    private List<Revocation> pendingOf(UserId user) {
        return revocations().pending(ALL).stream()
                .filter(revocation -> revocation.user().equals(user))
                .toList();
    }

    @Test
    default void setAsideShouldLeaveOutForAWhile() {
        UserId user = StoreSamples.newUser(stores());
        Session session = StoreSamples.session(user, StoreSamples.NOON);
        stores().sessions().open(session, StoreSamples.HASH, StoreSamples.entry());
        stores().sessions().end(user, session.id());
        Revocation ended = new Revocation.SessionEnded(user, session.digest());

        stores().revocations().setAside(List.of(ended), Duration.ofHours(1));
        assertThat(stores().revocations().pending(100_000)).doesNotContain(ended);
        assertThat(stores().revocations().sessionsAside(Duration.ofDays(1))).isTrue();

        stores().revocations().setAside(List.of(ended), Duration.ZERO);
        assertThat(stores().revocations().pending(100_000)).contains(ended);
    }

    @Test
    default void endedSessionShouldBePending() {
        SessionEnded ended = ended();

        assertThat(pendingOf(ended.user())).containsExactly(ended);
    }

    @Test
    default void deletedConversationShouldBePendingAtAVersionAboveItsOwn() {
        UserId user = StoreSamples.newUser(stores());
        Conversation conversation = StoreSamples.conversation(user, Optional.empty(), StoreSamples.NOON);
        stores().conversations().add(conversation);
        delete(user, conversation.id());

        assertThat(pendingOf(user))
                .containsExactly(new ConversationDeleted(user, conversation.id(), conversation.version() + 1));
    }

    @Test
    default void pendingShouldGiveTheOldestAndNoMoreThanAsked() {
        SessionEnded first = ended();
        SessionEnded second = ended();

        List<Revocation> all = revocations().pending(ALL);
        assertThat(all).containsSubsequence(first, second);
        assertThat(revocations().pending(1)).hasSize(1);
    }

    @Test
    default void markPropagatedShouldTakeThemOffTheListHoweverOften() {
        SessionEnded propagated = ended();
        SessionEnded other = ended();

        revocations().markPropagated(List.of(propagated));
        revocations().markPropagated(List.of(propagated));

        assertThat(pendingOf(propagated.user())).isEmpty();
        assertThat(pendingOf(other.user())).containsExactly(other);
    }

    @Test
    default void reopenShouldMakeThosePendingThatWerePropagatedWithinThePeriod() {
        SessionEnded ended = ended();
        revocations().markPropagated(List.of(ended));

        revocations().reopen(Duration.ZERO);
        assertThat(pendingOf(ended.user())).isEmpty();
        revocations().reopen(Duration.ofMinutes(1));
        assertThat(pendingOf(ended.user())).containsExactly(ended);
    }

    @Test
    default void dropShouldTakeOldOnesThatWerePropagatedAndNoOthers() {
        SessionEnded propagated = ended();
        SessionEnded pending = ended();
        revocations().markPropagated(List.of(propagated));

        revocations().drop(Duration.ofMinutes(1));
        revocations().reopen(Duration.ofMinutes(1));
        assertThat(pendingOf(propagated.user())).as("propagated a moment ago").containsExactly(propagated);

        revocations().markPropagated(List.of(propagated));
        assertThat(revocations().drop(Duration.ZERO)).isPositive();
        revocations().reopen(Duration.ofMinutes(1));
        assertThat(pendingOf(propagated.user())).isEmpty();
        assertThat(pendingOf(pending.user())).containsExactly(pending);
    }

    @Test
    default void pendingShouldFailAsUnavailableWhenTheStoreIsAway() throws Throwable {
        unavailableDuringOutage(() -> revocations().pending(1));
    }
}
