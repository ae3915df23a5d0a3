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
        stores().sessions().open(session, StoreSamples.HASH);
        stores().sessions().end(session.user(), session.id());
        return new SessionEnded(session.user(), session.digest());
    }

    private List<Revocation> untoldOf(UserId user) {
        return revocations().untold(ALL).stream()
                .filter(revocation -> revocation.user().equals(user))
                .toList();
    }

    @Test
    default void endedSessionShouldBeUntold() {
        SessionEnded ended = ended();

        assertThat(untoldOf(ended.user())).containsExactly(ended);
    }

    @Test
    default void deletedConversationShouldBeUntoldAtAVersionAboveItsOwn() {
        UserId user = StoreSamples.newUser(stores());
        Conversation conversation = StoreSamples.conversation(user, Optional.empty(), StoreSamples.NOON);
        stores().conversations().add(conversation);
        delete(user, conversation.id());

        assertThat(untoldOf(user))
                .containsExactly(new ConversationDeleted(user, conversation.id(), conversation.version() + 1));
    }

    @Test
    default void untoldShouldGiveTheOldestAndNoMoreThanAsked() {
        SessionEnded first = ended();
        SessionEnded second = ended();

        List<Revocation> all = revocations().untold(ALL);
        assertThat(all).containsSubsequence(first, second);
        assertThat(revocations().untold(1)).hasSize(1);
    }

    @Test
    default void toldShouldTakeThemOffTheListHoweverOften() {
        SessionEnded told = ended();
        SessionEnded other = ended();

        revocations().told(List.of(told));
        revocations().told(List.of(told));

        assertThat(untoldOf(told.user())).isEmpty();
        assertThat(untoldOf(other.user())).containsExactly(other);
    }

    @Test
    default void doubtShouldMakeThoseUntoldThatWereToldWithinThePeriod() {
        SessionEnded ended = ended();
        revocations().told(List.of(ended));

        revocations().doubt(Duration.ZERO);
        assertThat(untoldOf(ended.user())).isEmpty();
        revocations().doubt(Duration.ofMinutes(1));
        assertThat(untoldOf(ended.user())).containsExactly(ended);
    }

    @Test
    default void dropShouldTakeOldOnesThatWereToldAndNoOthers() {
        SessionEnded told = ended();
        SessionEnded untold = ended();
        revocations().told(List.of(told));

        revocations().drop(Duration.ofMinutes(1));
        revocations().doubt(Duration.ofMinutes(1));
        assertThat(untoldOf(told.user())).as("told a moment ago").containsExactly(told);

        revocations().told(List.of(told));
        assertThat(revocations().drop(Duration.ZERO)).isPositive();
        revocations().doubt(Duration.ofMinutes(1));
        assertThat(untoldOf(told.user())).isEmpty();
        assertThat(untoldOf(untold.user())).containsExactly(untold);
    }

    @Test
    default void untoldShouldFailAsUnavailableWhenTheStoreIsAway() throws Throwable {
        unavailableDuringOutage(() -> revocations().untold(1));
    }
}
