package bot.conversational.domain.session.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.ratelimit.LimitPolicy;
import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.session.admission.SessionGate.Admission;
import bot.conversational.domain.session.admission.SessionGateContract.Login;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** How every {@link SessionGate} limits the rate of a user. */
public interface SessionGateLimitContract extends GateContract {

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
}
