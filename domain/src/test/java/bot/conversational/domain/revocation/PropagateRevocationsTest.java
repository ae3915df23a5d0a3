package bot.conversational.domain.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.chat.context.InMemoryContextCache;
import bot.conversational.domain.ratelimit.LimitPolicy;
import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.ratelimit.RateLimiter;
import bot.conversational.domain.ratelimit.TokenBucket;
import bot.conversational.domain.session.AdjustableClock;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.admission.GateTrust;
import bot.conversational.domain.session.admission.InMemorySessionGate;
import bot.conversational.domain.session.admission.InMemoryUnknownTokens;
import bot.conversational.domain.session.admission.InMemoryVerifiedPasses;
import bot.conversational.domain.session.admission.NodeLimiter;
import bot.conversational.domain.session.admission.SessionAdmission;
import bot.conversational.domain.session.admission.SessionGateContract.Login;
import bot.conversational.domain.session.admission.TestAdmission;
import bot.conversational.domain.session.admission.VerifiedPasses;
import bot.conversational.domain.session.login.FailureLimit;
import bot.conversational.domain.session.login.LogOut;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two nodes, one gate and one store: what ended while the gate was away stays ended on both. */
class PropagateRevocationsTest {

    private static final RateLimit LIMIT = new RateLimit(LimitPolicy.API, 60, 100);

    private final AdjustableClock clock = new AdjustableClock();
    private final InMemoryDatabase database = new InMemoryDatabase(clock);
    private final Stores stores = database.stores();
    private final InMemorySessionGate gate = new InMemorySessionGate(Stores.SESSION_LIFE, clock, 64);
    private final InMemoryContextCache cache = new InMemoryContextCache(1_000);
    private final Node here = new Node();
    private final Node there = new Node();
    private final Login login = Login.of(StoreSamples.newUser(stores), clock.instant());

    private final class Node {
        final GateTrust trust = new GateTrust(gate, clock);
        final PropagateRevocations propagate = new PropagateRevocations(stores.revocations(), gate, trust, cache);
        final LogOut logOut = new LogOut(stores.sessions(), gate, trust);
        final RateLimiter buckets = (user, limit) -> TokenBucket.full(limit, clock.instant())
                .take(limit, clock.instant())
                .decision();
        final VerifiedPasses verified = new InMemoryVerifiedPasses();
        final SessionAdmission admission = TestAdmission.of(
                stores,
                gate,
                trust,
                verified,
                new InMemoryUnknownTokens(new FailureLimit(100, Duration.ofMinutes(1)), clock),
                new NodeLimiter(buckets, () -> 2),
                clock);

        RateLimitDecision admit() {
            return admission
                    .admit(TestAdmission.call(login.token(), LIMIT, new ClientAddress("192.0.2.1")))
                    .decision();
        }

        void logOut() {
            logOut.logOut(login.session().caller());
        }
    }

    private void loggedInAndTrusted() {
        stores.sessions().open(login.session(), StoreSamples.HASH, StoreSamples.entry());
        here.propagate.runOnce();
        there.propagate.runOnce();
        here.admit();
        assertThat(here.trust.holds(login.session().user())).isTrue();
        assertThat(there.trust.holds(login.session().user())).isTrue();
    }

    @Test
    void nodeShouldNotTrustTheGateBeforeItHasPropagatedWhatIsPending() {
        stores.sessions().open(login.session(), StoreSamples.HASH, StoreSamples.entry());
        gate.remember(login.session());
        stores.sessions().end(login.session().user(), login.session().id());

        assertThatThrownBy(here::admit).isInstanceOf(DomainException.Unauthenticated.class);
        here.propagate.runOnce();

        assertThat(here.trust.holds(login.session().user())).isTrue();
        assertThatThrownBy(here::admit).isInstanceOf(DomainException.Unauthenticated.class);
    }

    @Test
    void sessionThatEndedDuringAnOutageShouldStayEndedOnBothNodes() {
        loggedInAndTrusted();
        try (Outage outage = gate.outage()) {
            there.admit();
            here.logOut();
            assertThatThrownBy(here::admit).isInstanceOf(DomainException.Unauthenticated.class);
            there.propagate.runOnce();
            assertThat(there.trust.holds(login.session().user()))
                    .as("the gate does not answer")
                    .isFalse();
        }
        assertThatThrownBy(there::admit).isInstanceOf(DomainException.Unauthenticated.class);
        assertThatThrownBy(here::admit).isInstanceOf(DomainException.Unauthenticated.class);
        there.propagate.runOnce();
        assertThat(there.trust.holds(login.session().user())).isTrue();
        assertThatThrownBy(there::admit).isInstanceOf(DomainException.Unauthenticated.class);
        assertThat(stores.revocations().pending(10)).isEmpty();
    }

    /** A node that made no call during the outage learns of it by asking, and tells before it trusts. */
    @Test
    void nodeShouldTellWhatAnotherCouldNot() {
        loggedInAndTrusted();
        try (Outage outage = gate.outage()) {
            here.logOut();
        }
        there.propagate.runOnce();

        assertThatThrownBy(there::admit).isInstanceOf(DomainException.Unauthenticated.class);
    }

    /** The gate died and came back without its last second. */
    @Test
    void nodeShouldTellAgainWhatTheGateMayHaveLost() {
        loggedInAndTrusted();
        here.logOut();
        here.propagate.runOnce();
        gate.loseLastWords(login.session());
        clock.advance(PropagateRevocations.MAY_BE_LOST.dividedBy(2));
        try (Outage outage = gate.outage()) {
            here.propagate.runOnce();
        }
        here.propagate.runOnce();

        assertThat(here.trust.holds(login.session().user())).isTrue();
        assertThatThrownBy(here::admit).isInstanceOf(DomainException.Unauthenticated.class);
    }

    /** Two users of whom each has another part of the gate. */
    @Test
    void outageOfAPartShouldCostTheTrustInThatPartOnly() {
        Login other = login;
        while (gate.part(other.session().user()) == gate.part(login.session().user())) {
            other = Login.of(StoreSamples.newUser(stores), clock.instant());
        }
        UserId elsewhere = other.session().user();
        stores.sessions().open(other.session(), StoreSamples.HASH, StoreSamples.entry());
        loggedInAndTrusted();
        try (Outage outage = gate.outage(login.session().user())) {
            here.logOut();
            here.logOut.logOut(other.session().caller());
            here.propagate.runOnce();

            assertThat(here.trust.holds(login.session().user())).isFalse();
            assertThat(here.trust.holds(elsewhere)).isTrue();
            assertThat(stores.revocations().pending(10))
                    .as("the other one's was propagated")
                    .containsExactly(new Revocation.SessionEnded(
                            login.session().user(), login.session().digest()));
        }
        here.propagate.runOnce();

        assertThat(here.trust.holds(login.session().user())).isTrue();
        assertThatThrownBy(here::admit).isInstanceOf(DomainException.Unauthenticated.class);
    }

    /** A node that starts while a part is away trusts the others. */
    @Test
    void partsThatAnswerShouldBeTrustedWhileAnotherIsAway() {
        try (Outage outage = gate.outage(login.session().user())) {
            here.propagate.runOnce();
            assertThat(here.trust.doubt().parts())
                    .filteredOn(part -> part.since().isPresent())
                    .hasSize(1);
        }
    }

    @Test
    void outageOfTheStoreShouldNotCostTheTrustInTheGate() {
        loggedInAndTrusted();
        try (Outage outage = database.outage()) {
            assertThatThrownBy(here.propagate::runOnce).isInstanceOf(DomainException.Unavailable.class);
            assertThat(here.admit()).isInstanceOf(RateLimitDecision.Allowed.class);
        }
        assertThat(here.trust.holds(login.session().user())).isTrue();
    }

    @Test
    void nodeShouldEnforceItsShareWhileTheGateIsAway() {
        loggedInAndTrusted();
        try (Outage outage = gate.outage()) {
            assertThat(here.admit().limit()).isEqualTo(new RateLimit(LimitPolicy.API, 30, 50));
        }
    }

    @Test
    void deletedConversationShouldBeToldToTheCacheAlsoWhileTheGateIsAway() {
        PendingDeletion deleted = PendingDeletion.in(database, stores);
        stores.sessions().open(login.session(), StoreSamples.HASH, StoreSamples.entry());
        here.logOut();
        try (Outage outage = gate.outage()) {
            here.propagate.runOnce();
            assertThat(stores.revocations().pending(10))
                    .containsExactly(new Revocation.SessionEnded(
                            login.session().user(), login.session().digest()));
        }
        assertThat(cache.forgottenAt(deleted.user(), deleted.id())).contains(deleted.version());
    }

    @Test
    void gateThatRefusedToForgetASessionShouldNotBeTrustedAgain() {
        loggedInAndTrusted();
        gate.poison(login.session().user());
        try (Outage outage = gate.outage()) {
            here.logOut();
        }
        assertThat(here.trust.holds(login.session().user())).isFalse();

        assertThatThrownBy(here.propagate::runOnce).isInstanceOf(DomainException.Broken.class);
        here.propagate.runOnce();

        assertThatThrownBy(here::admit).isInstanceOf(DomainException.Unauthenticated.class);
        assertThat(here.trust.holds(login.session().user())).isFalse();
    }

    @Test
    void revocationThatRedisRefusesShouldHoldUpNoOther() {
        loggedInAndTrusted();
        PendingDeletion poisoned = PendingDeletion.in(database, stores);
        PendingDeletion other = PendingDeletion.in(database, stores);
        cache.poison(poisoned.id());
        here.logOut();

        assertThatThrownBy(here.propagate::runOnce).isInstanceOf(DomainException.Broken.class);

        assertThat(cache.forgottenAt(other.user(), other.id())).contains(other.version());
        assertThat(stores.revocations().pending(10)).isEmpty();
        assertThat(here.propagate.refused()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(11));
        assertThat(stores.revocations().pending(10)).as("tried again").hasSize(1);
    }
}
