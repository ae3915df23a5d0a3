package bot.conversational.domain.session.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.ratelimit.LimitPolicy;
import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link SessionGate} keeps. */
public interface SessionGateContract {

    SessionLife LIFE = new SessionLife(Duration.ofMinutes(30), Duration.ofDays(30));
    RateLimit LIMIT = new RateLimit(LimitPolicy.API, 60, 10);

    SessionGate gate(SessionLife life);

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
    default void admitShouldTouchNoBucketWhenItDoesNotKnowTheSession() {
        SessionGate gate = gate(LIFE);
        Login login = Login.now();
        for (int i = 0; i < 20; i++) {
            gate.admit(login.token(), LIMIT);
        }
        gate.remember(login.session());
        assertThat(known(gate.admit(login.token(), LIMIT)).decision().remaining())
                .isEqualTo(9);
    }

    @Test
    default void admitShouldRefuseWhenTheBurstIsUsedUp() {
        SessionGate gate = gate(LIFE);
        Login login = Login.now();
        RateLimit twice = new RateLimit(LimitPolicy.API, 1, 2);
        gate.remember(login.session());
        assertThat(known(gate.admit(login.token(), twice)).decision())
                .isEqualTo(new RateLimitDecision.Allowed(twice, 1, Duration.ofMinutes(1)));
        assertThat(known(gate.admit(login.token(), twice)).decision())
                .isInstanceOfSatisfying(RateLimitDecision.Allowed.class, allowed -> {
                    assertThat(allowed.remaining()).isZero();
                    assertThat(allowed.reset()).isBetween(Duration.ofSeconds(100), Duration.ofMinutes(2));
                });
        for (int i = 0; i < 3; i++) {
            assertThat(known(gate.admit(login.token(), twice)).decision())
                    .isInstanceOfSatisfying(RateLimitDecision.Refused.class, refused -> {
                        assertThat(refused.retryAfter()).isBetween(Duration.ofSeconds(40), Duration.ofMinutes(1));
                        assertThat(refused.reset()).isBetween(Duration.ofSeconds(100), Duration.ofMinutes(2));
                    });
        }
    }

    @Test
    default void admitShouldAllowAgainWhenATokenHasComeBack() {
        SessionGate gate = gate(LIFE);
        Login login = Login.now();
        RateLimit quick = new RateLimit(LimitPolicy.API, 600, 1);
        gate.remember(login.session());
        assertThat(known(gate.admit(login.token(), quick)).decision()).isInstanceOf(RateLimitDecision.Allowed.class);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> known(gate.admit(login.token(), quick)).decision() instanceof RateLimitDecision.Allowed);
    }

    @Test
    default void admitShouldShareOneBucketAmongTheSessionsOfAUserAndWithNobodyElse() {
        SessionGate gate = gate(LIFE);
        Login first = Login.now();
        Login second = Login.of(first.session().user(), Instant.now());
        Login stranger = Login.now();
        List.of(first, second, stranger).forEach(login -> gate.remember(login.session()));
        gate.admit(first.token(), LIMIT);
        assertThat(known(gate.admit(second.token(), LIMIT)).decision().remaining())
                .isEqualTo(8);
        assertThat(known(gate.admit(stranger.token(), LIMIT)).decision().remaining())
                .isEqualTo(9);
    }

    @Test
    default void admitShouldKeepABucketForEachLimit() {
        SessionGate gate = gate(LIFE);
        Login login = Login.now();
        gate.remember(login.session());
        gate.admit(login.token(), LIMIT);
        assertThat(known(gate.admit(login.token(), new RateLimit(LimitPolicy.CHAT, 60, 10)))
                        .decision()
                        .remaining())
                .isEqualTo(9);
    }

    @Test
    default void admitShouldAllowExactlyTheBurstWhenManyComeAtOnce() throws Exception {
        SessionGate gate = gate(LIFE);
        Login login = Login.now();
        RateLimit slow = new RateLimit(LimitPolicy.API, 1, 10);
        gate.remember(login.session());
        int allowed = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Admission>> admissions = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                admissions.add(threads.submit(() -> gate.admit(login.token(), slow)));
            }
            for (Future<Admission> admission : admissions) {
                allowed += known(admission.get()).decision() instanceof RateLimitDecision.Allowed ? 1 : 0;
            }
        }
        assertThat(allowed).isEqualTo(10);
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
            assertThatThrownBy(gate::probe).isInstanceOf(DomainException.Unavailable.class);
            assertThatThrownBy(() -> gate.admit(login.token(), LIMIT)).isInstanceOf(DomainException.Unavailable.class);
            assertThatThrownBy(() -> gate.remember(session)).isInstanceOf(DomainException.Unavailable.class);
            assertThatThrownBy(() -> gate.forget(session.user(), session.digest()))
                    .isInstanceOf(DomainException.Unavailable.class);
        }
        await().atMost(Duration.ofSeconds(30))
                .ignoreException(DomainException.Unavailable.class)
                .untilAsserted(
                        () -> assertThat(gate.admit(login.token(), LIMIT)).isNotNull());
        gate.probe();
        // What was sent while it was away may have arrived late: a later word of ours is heard all the same.
        gate.forget(session.user(), session.digest());
        assertThat(gate.admit(login.token(), LIMIT)).isEqualTo(new Admission.Unknown());
    }

    private static Admission.Known known(Admission admission) {
        assertThat(admission).isInstanceOf(Admission.Known.class);
        return (Admission.Known) admission;
    }
}
