package bot.conversational.domain.session.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.ratelimit.LimitPolicy;
import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.ratelimit.TokenBucket;
import bot.conversational.domain.session.AdjustableClock;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.session.SessionToken;
import bot.conversational.domain.session.login.FailureLimit;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.UserId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that nobody helps counting: the gate is away in all of this. */
class SessionAdmissionTest {

    private static final ClientAddress HERE = new ClientAddress("192.0.2.1");
    private static final RateLimit TWO = new RateLimit(LimitPolicy.CHAT, 1, 2);

    private final AdjustableClock clock = new AdjustableClock();
    private final InMemoryDatabase database = new InMemoryDatabase(clock);
    private final Stores stores = database.stores();
    private final InMemorySessionGate gate = new InMemorySessionGate(Stores.SESSION_LIFE, clock);
    private final Map<UserId, TokenBucket> buckets = new HashMap<>();
    private final VerifiedPasses verified = new InMemoryVerifiedPasses();
    private final UnknownTokens unknown = new InMemoryUnknownTokens(new FailureLimit(20, Duration.ofMinutes(1)), clock);
    private final SessionAdmission admission = TestAdmission.of(
            stores, gate, new GateTrust(gate, clock), verified, unknown, new NodeLimiter(this::take, () -> 1), clock);
    private final Credentials account = StoreSamples.credentials();
    private final UserId user = account.user().id();
    private SessionToken token = SessionToken.issue(user, new SecureRandom());

    private RateLimitDecision take(UserId whose, RateLimit limit) {
        TokenBucket bucket = buckets.getOrDefault(whose, TokenBucket.full(limit, clock.instant()));
        TokenBucket.Taken taken = bucket.take(limit, clock.instant());
        buckets.put(whose, taken.bucket());
        return taken.decision();
    }

    @BeforeEach
    void logIn() {
        gate.outage();
        stores.users().add(account);
        token = opened();
    }

    private SessionToken opened() {
        SessionToken fresh = SessionToken.issue(user, new SecureRandom());
        Session session = new Session(
                new Caller(user, new SessionId(UUID.randomUUID()), Role.USER),
                fresh.digest(),
                clock.instant(),
                clock.instant(),
                clock.instant().plus(Stores.SESSION_LIFE.max()),
                Optional.empty());
        assertThat(stores.sessions().open(session, account.passwordHash(), StoreSamples.entry()))
                .isTrue();
        return fresh;
    }

    private SessionAdmission.Admitted admit(SessionToken sent, ClientAddress from) {
        return admission.admit(TestAdmission.call(sent, TWO, from));
    }

    private void useUp() {
        for (int i = 0; i < 2; i++) {
            assertThat(admit(token, HERE).decision()).isInstanceOf(RateLimitDecision.Allowed.class);
        }
    }

    @Test
    void callOverTheLimitShouldBeRefusedWithoutAskingTheStore() {
        useUp();
        try (Outage outage = database.outage()) {
            assertThat(admit(token, HERE).decision()).isInstanceOf(RateLimitDecision.Refused.class);
        }
    }

    @Test
    void madeUpTokenShouldNotUseUpTheLimitOfWhoseIdItCarries() {
        for (int i = 0; i < 10; i++) {
            SessionToken forged = SessionToken.issue(user, new SecureRandom());
            assertThatThrownBy(() -> admit(forged, HERE)).isInstanceOf(DomainException.Unauthenticated.class);
        }
        useUp();
    }

    @Test
    void tokenOfAnEndedSessionShouldTakeOneOfItsUsersCallsAtMost() {
        SessionToken stolen = opened();
        Caller thief = admission
                .admit(TestAdmission.call(stolen, new RateLimit(LimitPolicy.CHAT, 1, 4), HERE))
                .caller();
        stores.sessions().end(user, thief.session());
        buckets.clear();
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> admit(stolen, HERE)).isInstanceOf(DomainException.Unauthenticated.class);
        }
        assertThat(admit(token, HERE).decision()).isInstanceOf(RateLimitDecision.Allowed.class);
    }

    @Test
    void unknownTokenShouldNotBeLookedForTwice() {
        SessionToken forged = SessionToken.issue(user, new SecureRandom());
        assertThatThrownBy(() -> admit(forged, HERE)).isInstanceOf(DomainException.Unauthenticated.class);
        try (Outage outage = database.outage()) {
            assertThatThrownBy(() -> admit(forged, HERE)).isInstanceOf(DomainException.Unauthenticated.class);
        }
    }

    @Test
    void addressThatMakesTokensUpShouldNotReachTheStore() {
        SessionToken fresh = opened();
        admit(token, HERE);
        for (int i = 0; i < 20; i++) {
            SessionToken forged = SessionToken.issue(user, new SecureRandom());
            assertThatThrownBy(() -> admit(forged, HERE)).isInstanceOf(DomainException.Unauthenticated.class);
        }
        try (Outage outage = database.outage()) {
            SessionToken forged = SessionToken.issue(user, new SecureRandom());
            assertThatThrownBy(() -> admit(forged, HERE)).isInstanceOf(DomainException.LimitExceeded.class);
        }
        assertThatThrownBy(() -> admit(fresh, HERE)).isInstanceOf(DomainException.LimitExceeded.class);
        assertThat(admit(token, HERE).decision())
                .as("a session that was seen before")
                .isInstanceOf(RateLimitDecision.Allowed.class);
        buckets.clear();
        assertThat(admit(fresh, new ClientAddress("192.0.2.2")).decision())
                .as("from elsewhere")
                .isInstanceOf(RateLimitDecision.Allowed.class);
    }
}
