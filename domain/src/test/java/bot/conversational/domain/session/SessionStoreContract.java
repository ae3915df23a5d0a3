package bot.conversational.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.revocation.Revocation;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link SessionStore} keeps. */
public interface SessionStoreContract extends StoreContract {

    Instant NOW = StoreSamples.NOON;
    PasswordHash OTHER_HASH = new PasswordHash("$argon2id$v=19$m=19456,t=2,p=1$b3RoZXI$b3RoZXI");
    Duration A_MOMENT = Duration.ofMillis(1);

    private Session opened() {
        Session session = StoreSamples.session(StoreSamples.newUser(stores()), NOW);
        stores().sessions().open(session, StoreSamples.HASH, StoreSamples.entry());
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
        touch(session, session.endsAt().minus(A_MOMENT));

        assertThat(found(session, session.endsAt().minus(A_MOMENT))).isPresent();
        assertThat(found(session, session.endsAt())).isEmpty();
    }

    @Test
    default void openShouldChangeNothingWhenCalledTwice() {
        Session session = opened();

        stores().sessions().open(session, StoreSamples.HASH, StoreSamples.entry());

        assertThat(found(session, NOW)).contains(session);
    }

    @Test
    default void touchShouldStartTheIdleTimeAnew() {
        Session session = opened();
        Instant later = NOW.plus(Stores.SESSION_LIFE.idle());

        touch(session, NOW.plusSeconds(60));

        assertThat(found(session, later)).map(Session::lastSeenAt).contains(NOW.plusSeconds(60));
    }

    @Test
    default void touchShouldReachEverySessionThatThereStillIs() {
        List<Session> sessions = Stream.generate(this::opened).limit(20).toList();
        Session ended = sessions.getFirst();
        stores().sessions().end(ended.user(), ended.id());

        stores().sessions()
                .touch(sessions.stream()
                        .map(session -> new SessionSeen(session.user(), session.id(), NOW.plusSeconds(1)))
                        .toList());

        assertThat(found(ended, NOW)).isEmpty();
        assertThat(sessions.subList(1, 20))
                .allSatisfy(session ->
                        assertThat(found(session, NOW)).map(Session::lastSeenAt).contains(NOW.plusSeconds(1)));
    }

    @Test
    default void touchShouldChangeNothingWhenTheTimeIsOlder() {
        Session session = opened();

        touch(session, NOW.minusSeconds(1));

        assertThat(found(session, NOW)).contains(session);
    }

    @Test
    default void touchShouldChangeNothingWhenTheSessionHasEndedOrIsAnotherUsers() {
        Session session = opened();
        UserId other = StoreSamples.newUser(stores());

        stores().sessions().touch(List.of(new SessionSeen(other, session.id(), NOW.plusSeconds(1))));
        assertThat(found(session, NOW)).contains(session);

        stores().sessions().end(session.user(), session.id());
        touch(session, NOW.plusSeconds(1));
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
    default void openShouldRefuseWhenTheHashIsAnotherOrTheAccountIsGone() {
        Session known = StoreSamples.session(StoreSamples.newUser(stores()), NOW);
        Session unknown = StoreSamples.session(new UserId(UUID.randomUUID()), NOW);

        assertThat(stores().sessions().open(known, OTHER_HASH, StoreSamples.entry()))
                .isFalse();
        assertThat(stores().sessions().open(unknown, StoreSamples.HASH, StoreSamples.entry()))
                .isFalse();
        assertThat(found(known, NOW)).isEmpty();
        assertThat(stores().sessions().open(known, StoreSamples.HASH, StoreSamples.entry()))
                .isTrue();
        assertThat(stores().sessions().open(known, StoreSamples.HASH, StoreSamples.entry()))
                .as("a repeat")
                .isTrue();
    }

    @Test
    default void openShouldEndTheOneUnseenLongestWhenThereAreTooMany() {
        UserId user = StoreSamples.newUser(stores());
        List<Session> all = IntStream.range(0, SessionStore.MOST_OF_A_USER + 1)
                .mapToObj(i -> StoreSamples.session(user, recent().plusSeconds(i)))
                .toList();
        Session neighbour = opened();
        all.subList(0, SessionStore.MOST_OF_A_USER)
                .forEach(session -> stores().sessions().open(session, StoreSamples.HASH, StoreSamples.entry()));
        assertThat(found(all.getFirst(), recent())).as("not too many yet").isPresent();
        touch(all.getFirst(), recent().plusSeconds(10_000));

        stores().sessions().open(all.getLast(), StoreSamples.HASH, StoreSamples.entry());

        assertThat(found(all.get(1), recent())).isEmpty();
        assertThat(stores().revocations().pending(100_000))
                .contains(new Revocation.SessionEnded(user, all.get(1).digest()));
        assertThat(found(all.getFirst(), recent())).isPresent();
        assertThat(found(all.getLast(), recent())).isPresent();
        assertThat(found(neighbour, NOW)).isPresent();
    }

    @Test
    default void deleteEndedShouldDeleteWhatIsOverAndNothingElse() {
        UserId user = StoreSamples.newUser(stores());
        Session over = StoreSamples.session(
                user, recent().minus(Stores.SESSION_LIFE.max()).minus(Duration.ofHours(2)));
        Session live = StoreSamples.session(user, recent());
        List.of(over, live)
                .forEach(session -> stores().sessions().open(session, StoreSamples.HASH, StoreSamples.entry()));
        Instant whenItLived = over.createdAt();
        assertThat(found(over, whenItLived)).isPresent();

        while (stores().sessions().deleteEnded()) {
            Thread.onSpinWait();
        }

        assertThat(found(over, whenItLived)).isEmpty();
        assertThat(found(live, recent())).contains(live);
        assertThat(stores().revocations().pending(100_000))
                .doesNotContain(new Revocation.SessionEnded(user, over.digest()));
    }

    /** By the clock of the store. */
    private static Instant recent() {
        return Instant.now().truncatedTo(ChronoUnit.HOURS);
    }

    @Test
    default void listShouldGiveTheUsersLiveSessionsByDescendingIdPageByPage() {
        UserId user = StoreSamples.newUser(stores());
        List<Session> all = Stream.generate(() -> StoreSamples.session(user, NOW))
                .limit(5)
                .sorted(Comparator.comparing((Session session) -> session.id().toString())
                        .reversed())
                .toList();
        all.forEach(session -> stores().sessions().open(session, StoreSamples.HASH, StoreSamples.entry()));
        stores().sessions()
                .open(
                        StoreSamples.session(user, NOW.minus(Stores.SESSION_LIFE.idle())),
                        StoreSamples.HASH,
                        StoreSamples.entry());
        opened();

        Page<Session, SessionId> first = stores().sessions().list(user, NOW, PageRequest.first(3));
        Page<Session, SessionId> second = stores().sessions().list(user, NOW, new PageRequest<>(3, first.next()));

        assertThat(first.items()).isEqualTo(all.subList(0, 3));
        assertThat(second.items()).isEqualTo(all.subList(3, 5));
        assertThat(second.next()).isEmpty();
    }

    @Test
    default void findShouldFailAsUnavailableWhenTheStoreIsAway() throws Throwable {
        Session session = opened();

        unavailableDuringOutage(() -> found(session, NOW));
    }

    private void touch(Session session, Instant at) {
        stores().sessions().touch(List.of(new SessionSeen(session.user(), session.id(), at)));
    }
}
