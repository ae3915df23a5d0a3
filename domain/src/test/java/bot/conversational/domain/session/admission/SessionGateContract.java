package bot.conversational.domain.session.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.SessionToken;
import bot.conversational.domain.session.admission.SessionGate.Admission;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.UserId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link SessionGate} keeps. */
public interface SessionGateContract extends GateContract {

    /** Takes what is behind the gate away. */
    Outage outage();

    /** A session and the token that opens it. */
    record Login(SessionToken token, Session session) {

        public static Login now() {
            return of(new UserId(UUID.randomUUID()), Instant.now());
        }

        public static Login of(UserId user, Instant lastSeenAt) {
            SessionToken token = SessionToken.issue(user, new SecureRandom());
            Instant createdAt = lastSeenAt.truncatedTo(ChronoUnit.MILLIS);
            return new Login(
                    token,
                    new Session(
                            new Caller(user, new SessionId(UUID.randomUUID()), Role.USER),
                            token.digest(),
                            createdAt,
                            createdAt,
                            createdAt.plus(LIFE.max()),
                            Optional.of("a browser")));
        }
    }

    @Test
    default void admitShouldKnowNobodyAtFirst() {
        assertThat(gate(LIFE).admit(Login.now().token(), LIMIT)).isEqualTo(new Admission.Unknown());
    }

    @Test
    default void admitShouldKnowASessionThatWasRemembered() {
        SessionGate gate = gate(LIFE);
        Login login = Login.now();
        gate.remember(login.session());
        assertThat(known(gate.admit(login.token(), LIMIT)).caller())
                .isEqualTo(login.session().caller());
    }

    @Test
    default void admitShouldKnowNoOtherTokenOfTheUser() {
        SessionGate gate = gate(LIFE);
        Login login = Login.now();
        gate.remember(login.session());
        SessionToken other = SessionToken.issue(login.session().user(), new SecureRandom());
        assertThat(gate.admit(other, LIMIT)).isEqualTo(new Admission.Unknown());
    }

    @Test
    default void admitShouldAskForATouchOnceAMinute() {
        SessionGate gate = gate(LIFE);
        Login fresh = Login.now();
        Login stale = Login.of(new UserId(UUID.randomUUID()), Instant.now().minusSeconds(61));
        List.of(fresh, stale).forEach(login -> gate.remember(login.session()));
        assertThat(known(gate.admit(fresh.token(), LIMIT)).touchDue()).isFalse();
        assertThat(known(gate.admit(stale.token(), LIMIT)).touchDue()).isTrue();
        assertThat(known(gate.admit(stale.token(), LIMIT)).touchDue()).isFalse();
    }

    @Test
    default void admitShouldKnowASessionNoLongerWhenItWasIdleTooLong() {
        SessionGate gate = gate(new SessionLife(Duration.ofMillis(300), Duration.ofDays(30)));
        Login login = Login.now();
        gate.remember(login.session());
        known(gate.admit(login.token(), LIMIT));
        await().pollDelay(Duration.ofMillis(600))
                .untilAsserted(
                        () -> assertThat(gate.admit(login.token(), LIMIT)).isEqualTo(new Admission.Unknown()));
    }

    @Test
    default void admitShouldStartTheIdleTimeAnew() {
        SessionGate gate = gate(new SessionLife(Duration.ofMillis(1500), Duration.ofDays(30)));
        Login login = Login.now();
        gate.remember(login.session());
        Instant end = Instant.now().plusMillis(2500);
        await().pollInterval(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    known(gate.admit(login.token(), LIMIT));
                    return Instant.now().isAfter(end);
                });
    }

    @Test
    default void admitShouldKnowASessionNoLongerWhenItsTimeIsOverHoweverBusy() {
        SessionGate gate = gate(LIFE);
        Login login = Login.of(
                new UserId(UUID.randomUUID()), Instant.now().minus(LIFE.max()).plusMillis(500));
        gate.remember(login.session());
        known(gate.admit(login.token(), LIMIT));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> gate.admit(login.token(), LIMIT) instanceof Admission.Unknown);
    }

    @Test
    default void rememberShouldChangeNothingWhenTheSessionIsOver() {
        SessionGate gate = gate(LIFE);
        Login login = Login.of(new UserId(UUID.randomUUID()), Instant.now().minus(LIFE.max()));
        gate.remember(login.session());
        assertThat(gate.admit(login.token(), LIMIT)).isEqualTo(new Admission.Unknown());
    }

    @Test
    default void rememberShouldChangeNothingWhenItIsRepeated() {
        SessionGate gate = gate(LIFE);
        Login login = Login.of(new UserId(UUID.randomUUID()), Instant.now().minusSeconds(61));
        gate.remember(login.session());
        assertThat(known(gate.admit(login.token(), LIMIT)).touchDue()).isTrue();
        gate.remember(login.session());
        assertThat(known(gate.admit(login.token(), LIMIT)).touchDue()).isFalse();
    }

    @Test
    default void forgetShouldLetTheSessionInNoLongerWhileOthersStay() {
        SessionGate gate = gate(LIFE);
        Login ended = Login.now();
        Login other = Login.of(ended.session().user(), Instant.now());
        List.of(ended, other).forEach(login -> gate.remember(login.session()));
        gate.forget(ended.session().user(), ended.session().digest());
        gate.forget(ended.session().user(), ended.session().digest());
        assertThat(gate.admit(ended.token(), LIMIT)).isEqualTo(new Admission.Unknown());
        known(gate.admit(other.token(), LIMIT));
    }

    @Test
    default void forgetShouldTakeManyAtOnce() {
        SessionGate gate = gate(LIFE);
        UserId user = Login.now().session().user();
        List<Login> logins =
                Stream.generate(() -> Login.of(user, Instant.now())).limit(150).toList();
        logins.forEach(login -> gate.remember(login.session()));

        gate.forget(
                user,
                logins.subList(1, 150).stream()
                        .map(login -> login.session().digest())
                        .toList());

        assertThat(logins.subList(1, 150))
                .allSatisfy(
                        login -> assertThat(gate.admit(login.token(), LIMIT)).isEqualTo(new Admission.Unknown()));
        known(gate.admit(logins.getFirst().token(), LIMIT));
    }

    @Test
    default void forgetShouldChangeNothingForAnotherUser() {
        SessionGate gate = gate(LIFE);
        Login login = Login.now();
        gate.remember(login.session());
        gate.forget(new UserId(UUID.randomUUID()), login.session().digest());
        known(gate.admit(login.token(), LIMIT));
    }

    /** A call found the session in the store, then it was ended, then the call remembers what it found. */
    @Test
    default void rememberShouldNotReviveASessionThatWasForgotten() {
        SessionGate gate = gate(LIFE);
        Login remembered = Login.now();
        Login unheardOf = Login.now();
        gate.remember(remembered.session());
        for (Login login : List.of(remembered, unheardOf)) {
            gate.forget(login.session().user(), login.session().digest());
            gate.remember(login.session());
            assertThat(gate.admit(login.token(), LIMIT)).isEqualTo(new Admission.Unknown());
        }
    }

    @Test
    default void everyMethodShouldSayUnavailableWhenTheGateIsAwayAndWorkWhenItIsBack() {
        SessionGate gate = gate(LIFE);
        Login login = Login.now();
        Session session = login.session();
        gate.remember(session);
        try (Outage outage = outage()) {
            assertThat(gate.away().get(gate.part(session.user()))).isTrue();
            assertThatThrownBy(() -> gate.admit(login.token(), LIMIT)).isInstanceOf(DomainException.Unavailable.class);
            assertThatThrownBy(() -> gate.remember(session)).isInstanceOf(DomainException.Unavailable.class);
            assertThatThrownBy(() -> gate.forget(session.user(), session.digest()))
                    .isInstanceOf(DomainException.Unavailable.class);
        }
        await().atMost(Duration.ofSeconds(30))
                .ignoreException(DomainException.Unavailable.class)
                .untilAsserted(
                        () -> assertThat(gate.admit(login.token(), LIMIT)).isNotNull());
        await().atMost(Duration.ofSeconds(30)).until(() -> gate.away().isEmpty());
        // What was sent while it was away may have arrived late: a later word of ours is heard all the same.
        gate.forget(session.user(), session.digest());
        assertThat(gate.admit(login.token(), LIMIT)).isEqualTo(new Admission.Unknown());
    }
}
