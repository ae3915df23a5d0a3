package bot.conversational.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link SessionStore} keeps. */
public interface SessionStoreContract extends StoreContract {

    Instant NOW = StoreSamples.NOON;
    Duration A_MOMENT = Duration.ofMillis(1);

    private Session opened() {
        Session session = StoreSamples.session(StoreSamples.newUser(stores()), NOW);
        stores().sessions().open(session, StoreSamples.HASH);
        return session;
    }

    private Optional<Session> found(Session session, Instant now) {
        return stores().sessions().find(session.user(), session.digest(), now);
    }

    @Test
    default void findShouldGiveTheWholeSessionWhenItIsAlive() {
        Session session = opened();

        assertThat(found(session, NOW)).contains(session);
    }

    @Test
    default void findShouldBeEmptyWhenTheDigestIsUnknownOrOfAnotherUser() {
        Session session = opened();
        UserId other = StoreSamples.newUser(stores());

        assertThat(stores().sessions().find(session.user(), "unknown", NOW)).isEmpty();
        assertThat(stores().sessions().find(other, session.digest(), NOW)).isEmpty();
        assertThat(stores().sessions().find(new UserId(UUID.randomUUID()), session.digest(), NOW))
                .isEmpty();
    }

    @Test
    default void findShouldBeEmptyWhenTheSessionWasIdleTooLong() {
        Session session = opened();
        Instant expiry = NOW.plus(Stores.SESSION_LIFE.idle());

        assertThat(found(session, expiry.minus(A_MOMENT))).isPresent();
        assertThat(found(session, expiry)).isEmpty();
    }

    @Test
    default void findShouldBeEmptyWhenTheSessionIsOverHoweverBusy() {
        Session session = opened();
        stores().sessions().touch(session.user(), session.id(), session.endsAt().minus(A_MOMENT));

        assertThat(found(session, session.endsAt().minus(A_MOMENT))).isPresent();
        assertThat(found(session, session.endsAt())).isEmpty();
    }

    @Test
    default void openShouldChangeNothingWhenCalledTwice() {
        Session session = opened();

        stores().sessions().open(session, StoreSamples.HASH);

        assertThat(found(session, NOW)).contains(session);
    }

    @Test
    default void touchShouldStartTheIdleTimeAnew() {
        Session session = opened();
        Instant later = NOW.plus(Stores.SESSION_LIFE.idle());

        stores().sessions().touch(session.user(), session.id(), NOW.plusSeconds(60));

        assertThat(found(session, later)).map(Session::lastSeenAt).contains(NOW.plusSeconds(60));
    }

    @Test
    default void touchShouldChangeNothingWhenTheTimeIsOlder() {
        Session session = opened();

        stores().sessions().touch(session.user(), session.id(), NOW.minusSeconds(1));

        assertThat(found(session, NOW)).contains(session);
    }

    @Test
    default void touchShouldChangeNothingWhenTheSessionHasEndedOrIsAnotherUsers() {
        Session session = opened();
        UserId other = StoreSamples.newUser(stores());

        stores().sessions().touch(other, session.id(), NOW.plusSeconds(1));
        assertThat(found(session, NOW)).contains(session);

        stores().sessions().end(session.user(), session.id());
        stores().sessions().touch(session.user(), session.id(), NOW.plusSeconds(1));
        assertThat(found(session, NOW)).isEmpty();
    }

    @Test
    default void endShouldGiveTheDigestOnceWhenManyEndTheSession() throws Exception {
        Session session = opened();

        assertThat(StoreContract.atOnce(4, () -> stores().sessions().end(session.user(), session.id())))
                .containsOnlyOnce(Optional.of(session.digest()))
                .containsAll(Collections.nCopies(3, Optional.empty()));
        assertThat(found(session, NOW)).isEmpty();
    }

    @Test
    default void endShouldBeEmptyWhenTheSessionIsAnotherUsers() {
        Session session = opened();

        assertThat(stores().sessions().end(StoreSamples.newUser(stores()), session.id()))
                .isEmpty();
        assertThat(found(session, NOW)).isPresent();
    }

    @Test
    default void findShouldFailAsUnavailableWhenTheStoreIsAway() throws Throwable {
        Session session = opened();

        unavailableDuringOutage(() -> found(session, NOW));
    }
}
