package bot.conversational.domain.session.admission;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.ratelimit.LimitPolicy;
import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.ratelimit.UserLimits;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.KeyGrant;
import bot.conversational.domain.session.Pass;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How every {@link SessionGate} lets keys in. */
public interface SessionGateKeyContract extends GateContract {

    RateLimit CHAT = new RateLimit(LimitPolicy.CHAT, 6, 4);

    private static Pass pass(UserId user, Optional<Integer> perMinute, Instant endsAt) {
        KeyGrant grant = new KeyGrant(
                new ApiKeyId(UUID.randomUUID()),
                Set.of(Scope.CHAT, Scope.ADMIN, Scope.ON_BEHALF_OF),
                new UserLimits(perMinute, perMinute.map(limit -> 1_000L)));
        return new Pass(
                new Pass.Name(user, UUID.randomUUID().toString()),
                new Caller(user, grant, Role.ADMIN),
                endsAt,
                Instant.now());
    }

    private static UserId newUser() {
        return new UserId(UUID.randomUUID());
    }

    @Test
    default void keyShouldBeKnownWithAllThatItMayDo() {
        SessionGate gate = gate(LIFE);
        for (Optional<Integer> perMinute : Set.of(Optional.<Integer>empty(), Optional.of(7))) {
            Pass pass = pass(newUser(), perMinute, Pass.NEVER);
            assertThat(gate.admit(pass.name(), LIMIT)).isInstanceOf(SessionGate.Admission.Unknown.class);
            gate.remember(pass);
            assertThat(known(gate.admit(pass.name(), LIMIT)).caller()).isEqualTo(pass.caller());
            assertThat(known(gate.admit(pass.name(), LIMIT)).caller())
                    .as("after the first call")
                    .isEqualTo(pass.caller());
        }
    }

    /** What is rewritten when a call is to be noted, too. */
    @Test
    default void keyThatWasNotUsedForLongShouldStayWhatItIs() {
        SessionGate gate = gate(LIFE);
        Pass now = pass(newUser(), Optional.of(7), Pass.NEVER);
        Pass pass = new Pass(now.name(), now.caller(), now.endsAt(), Instant.EPOCH);
        gate.remember(pass);
        SessionGate.Admission.Known first = known(gate.admit(pass.name(), CHAT));
        assertThat(first.touchDue()).isTrue();
        SessionGate.Admission.Known second = known(gate.admit(pass.name(), CHAT));
        assertThat(second.touchDue()).isFalse();
        assertThat(second.caller()).isEqualTo(pass.caller());
    }

    @Test
    default void expiredKeyShouldNotBeKnown() {
        SessionGate gate = gate(LIFE);
        Pass pass = pass(newUser(), Optional.empty(), Instant.now().minusSeconds(1));
        gate.remember(pass);
        assertThat(gate.admit(pass.name(), LIMIT)).isInstanceOf(SessionGate.Admission.Unknown.class);
    }

    @Test
    default void forgottenKeyShouldNotBeKnownNorAnotherOneForgotten() {
        SessionGate gate = gate(LIFE);
        UserId user = newUser();
        Pass revoked = pass(user, Optional.empty(), Pass.NEVER);
        Pass other = pass(user, Optional.empty(), Pass.NEVER);
        gate.remember(revoked);
        gate.remember(other);

        gate.forget(user, revoked.name().value());
        gate.remember(revoked);

        assertThat(gate.admit(revoked.name(), LIMIT)).isInstanceOf(SessionGate.Admission.Unknown.class);
        known(gate.admit(other.name(), LIMIT));
    }

    /** Nothing is taken from the user by what the key's limit refuses. */
    @Test
    default void keysOwnLimitShouldRefuseBeforeTheUsersAndCountItsCallsAlone() {
        SessionGate gate = gate(LIFE);
        UserId user = newUser();
        Pass limited = pass(user, Optional.of(1), Pass.NEVER);
        Pass free = pass(user, Optional.empty(), Pass.NEVER);
        gate.remember(limited);
        gate.remember(free);

        RateLimitDecision first = known(gate.admit(limited.name(), CHAT)).decision();
        assertThat(first).isInstanceOf(RateLimitDecision.Allowed.class);
        assertThat(first.limit()).isEqualTo(new RateLimit(LimitPolicy.CHAT, 1, 1));
        assertThat(first.remaining()).isZero();
        for (int i = 0; i < 10; i++) {
            RateLimitDecision refused = known(gate.admit(limited.name(), CHAT)).decision();
            assertThat(refused).isInstanceOf(RateLimitDecision.Refused.class);
            assertThat(refused.limit().perMinute()).isEqualTo(1);
        }
        RateLimitDecision others = known(gate.admit(free.name(), CHAT)).decision();
        assertThat(others.limit()).isEqualTo(CHAT);
        assertThat(others.remaining()).isEqualTo(2);
    }

    /** Nothing is taken from the key by what the user's limit refuses. */
    @Test
    default void usersLimitShouldRefuseAKeyThatHasCallsLeft() {
        SessionGate gate = gate(LIFE);
        UserId user = newUser();
        Pass limited = pass(user, Optional.of(3), Pass.NEVER);
        Pass free = pass(user, Optional.empty(), Pass.NEVER);
        gate.remember(limited);
        gate.remember(free);
        for (int i = 0; i < CHAT.burst(); i++) {
            assertThat(known(gate.admit(free.name(), CHAT)).decision()).isInstanceOf(RateLimitDecision.Allowed.class);
        }
        for (int i = 0; i < 5; i++) {
            RateLimitDecision refused = known(gate.admit(limited.name(), CHAT)).decision();
            assertThat(refused).isInstanceOf(RateLimitDecision.Refused.class);
            assertThat(refused.limit()).isEqualTo(CHAT);
        }
    }

    @Test
    default void keysOwnLimitShouldNotConcernOtherCalls() {
        SessionGate gate = gate(LIFE);
        Pass limited = pass(newUser(), Optional.of(1), Pass.NEVER);
        gate.remember(limited);
        for (int i = 0; i < LIMIT.burst(); i++) {
            assertThat(known(gate.admit(limited.name(), LIMIT)).decision())
                    .isInstanceOf(RateLimitDecision.Allowed.class);
        }
    }
}
