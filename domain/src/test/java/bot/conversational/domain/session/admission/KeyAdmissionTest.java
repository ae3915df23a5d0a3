package bot.conversational.domain.session.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.administration.UserEdit;
import bot.conversational.domain.apikey.ApiKey;
import bot.conversational.domain.apikey.ApiKeyEdit;
import bot.conversational.domain.apikey.KeySamples;
import bot.conversational.domain.apikey.ServiceId;
import bot.conversational.domain.apikey.ServiceKey;
import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.ratelimit.LimitPolicy;
import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.ratelimit.UserLimits;
import bot.conversational.domain.session.AdjustableClock;
import bot.conversational.domain.session.ApiKeyToken;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.login.FailureLimit;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.AccountState;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys at a gate that works, and at one that is away. */
class KeyAdmissionTest {

    private static final ClientAddress HERE = new ClientAddress("192.0.2.1");
    private static final RateLimit LIMIT = new RateLimit(LimitPolicy.CHAT, 60, 10);

    private final AdjustableClock clock = new AdjustableClock();
    private final InMemoryDatabase database = new InMemoryDatabase(clock);
    private final Stores stores = database.stores();
    private final InMemorySessionGate gate = new InMemorySessionGate(Stores.SESSION_LIFE, clock);
    private final GateTrust trust = new GateTrust(gate, clock);
    private final SessionAdmission admission = node();
    private final UserId user = StoreSamples.newUser(stores);
    private final ApiKeyToken secret = KeySamples.secret();
    private final ApiKey key =
            KeySamples.key(user, secret, Optional.of(clock.instant().plusSeconds(3_600)));
    private final ServiceId service = new ServiceId(UUID.randomUUID());
    private final ApiKeyToken serviceSecret = KeySamples.secret();
    private final ServiceKey serviceKey = KeySamples.service(serviceSecret, service, Optional.empty());

    private SessionAdmission node() {
        return TestAdmission.of(
                stores,
                gate,
                trust,
                new InMemoryVerifiedPasses(),
                new InMemoryUnknownTokens(new FailureLimit(20, Duration.ofMinutes(1)), clock),
                new NodeLimiter((whose, limit) -> new RateLimitDecision.Allowed(limit, 1, Duration.ZERO), () -> 1),
                clock);
    }

    @BeforeEach
    void make() {
        trust.restore(trust.doubt());
        stores.keys().users().add(key, secret, KeySamples.entry(AuditAction.KEY_CREATE));
        stores.keys().services().add(serviceKey, serviceSecret, false, KeySamples.entry(AuditAction.KEY_CREATE));
    }

    private Caller admit(SessionAdmission node, ApiKeyToken sent, Optional<String> actsFor) {
        return node.admit(TestAdmission.call(sent, actsFor, LIMIT, HERE)).caller();
    }

    private Caller admit(ApiKeyToken sent) {
        return admit(admission, sent, Optional.empty());
    }

    private void revoke() {
        var deleted = stores.keys()
                .users()
                .delete(user, key.id(), KeySamples.entry(AuditAction.KEY_REVOKE))
                .orElseThrow();
        gate.forget(user, deleted.ended());
    }

    @Test
    void keyShouldActForItsUserWithoutTheStoreOnceItIsKnown() {
        assertThat(admit(secret).user()).isEqualTo(user);
        try (Outage outage = database.outage()) {
            assertThat(admit(secret).key()).contains(key.grant());
        }
    }

    @Test
    void revokedKeyShouldBeRefusedByANodeThatKnewIt() {
        admit(secret);
        revoke();
        assertThatThrownBy(() -> admit(secret)).isInstanceOf(DomainException.Unauthenticated.class);
    }

    @Test
    void revokedKeyShouldBeRefusedWhileTheGateIsAway() {
        admit(secret);
        stores.keys().users().delete(user, key.id(), KeySamples.entry(AuditAction.KEY_REVOKE));
        try (Outage outage = gate.outage()) {
            assertThatThrownBy(() -> admit(secret)).isInstanceOf(DomainException.Unauthenticated.class);
        }
        assertThatThrownBy(() -> admit(secret))
                .as("the gate is back and was told nothing")
                .isInstanceOf(DomainException.Unauthenticated.class);
    }

    @Test
    void expiredKeyShouldBeRefused() {
        admit(secret);
        clock.advance(Duration.ofSeconds(3_600));
        assertThatThrownBy(() -> admit(secret)).isInstanceOf(DomainException.Unauthenticated.class);
    }

    /** What the gate remembers is another pass then. */
    @Test
    void changedLimitsAndRolesShouldHoldAtOnce() {
        admit(secret);
        UserLimits limits = KeySamples.LIMITS;
        var edited = stores.keys()
                .users()
                .edit(
                        user,
                        key.id(),
                        new ApiKeyEdit(Optional.empty(), Optional.of(limits)),
                        KeySamples.entry(AuditAction.KEY_CHANGE))
                .orElseThrow();
        gate.forget(user, edited.ended());
        assertThat(admit(secret).key().orElseThrow().limits()).isEqualTo(limits);

        gate.forget(
                user,
                stores.sessions()
                        .changeRole(user, Role.ADMIN, StoreSamples.entry())
                        .orElseThrow());
        assertThat(admit(secret).role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void keyThatNobodyHasShouldBeLookedForOnce() {
        ApiKeyToken madeUp = KeySamples.secret();
        assertThatThrownBy(() -> admit(madeUp)).isInstanceOf(DomainException.Unauthenticated.class);
        try (Outage outage = database.outage()) {
            assertThatThrownBy(() -> admit(madeUp)).isInstanceOf(DomainException.Unauthenticated.class);
        }
    }

    @Test
    void addressThatMakesKeysUpShouldNotReachTheStore() {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> admit(KeySamples.secret())).isInstanceOf(DomainException.Unauthenticated.class);
        }
        assertThatThrownBy(() -> admit(KeySamples.secret())).isInstanceOf(DomainException.LimitExceeded.class);
    }

    @Test
    void ordinaryKeyShouldNotActForOthers() {
        assertThatThrownBy(() -> admit(admission, secret, Optional.of("ada")))
                .isInstanceOf(DomainException.Forbidden.class);
    }

    @Test
    void serviceKeyShouldNameTheUserAndActForThatOneOnAllNodes() {
        assertThatThrownBy(() -> admit(serviceSecret)).isInstanceOf(DomainException.Malformed.class);
        Caller ada = admit(admission, serviceSecret, Optional.of("ada"));
        Caller grace = admit(admission, serviceSecret, Optional.of("grace"));
        assertThat(ada.user()).isNotEqualTo(grace.user());
        assertThat(ada.key()).contains(serviceKey.grant());
        assertThat(ada.actsForOthers()).isTrue();
        assertThat(admit(node(), serviceSecret, Optional.of("ada"))).isEqualTo(ada);
        assertThatThrownBy(() -> admit(admission, serviceSecret, Optional.of("a\nb")))
                .isInstanceOf(DomainException.Invalid.class);
    }

    @Test
    void userOfAServiceShouldBeActedForWithoutTheStoreOnceKnown() {
        Caller ada = admit(admission, serviceSecret, Optional.of("ada"));
        try (Outage outage = database.outage()) {
            assertThat(admit(admission, serviceSecret, Optional.of("ada"))).isEqualTo(ada);
        }
    }

    /** A key that takes the place of another one. */
    @Test
    void keysOfOneServiceShouldActForTheSameUsersAndOthersForOthers() {
        Caller ada = admit(admission, serviceSecret, Optional.of("ada"));
        ApiKeyToken second = KeySamples.secret();
        ServiceKey again = KeySamples.service(second, service, Optional.empty());
        stores.keys().services().add(again, second, true, KeySamples.entry(AuditAction.KEY_CREATE));
        ApiKeyToken foreign = KeySamples.secret();
        ServiceKey other = KeySamples.service(foreign, new ServiceId(UUID.randomUUID()), Optional.empty());
        stores.keys().services().add(other, foreign, false, KeySamples.entry(AuditAction.KEY_CREATE));

        Caller same = admit(admission, second, Optional.of("ada"));
        assertThat(same.user()).isEqualTo(ada.user());
        assertThat(same.key()).contains(again.grant());
        assertThat(admit(admission, foreign, Optional.of("ada")).user()).isNotEqualTo(ada.user());
    }

    @Test
    void revokedServiceKeyShouldBeBelievedForASecondAtMostWhateverTheGateDoes() {
        admit(admission, serviceSecret, Optional.of("ada"));
        stores.keys().services().delete(serviceKey.id(), KeySamples.entry(AuditAction.KEY_REVOKE));
        clock.advance(KnownKeys.SERVICE_BELIEVED);
        assertThatThrownBy(() -> admit(admission, serviceSecret, Optional.of("ada")))
                .isInstanceOf(DomainException.Unauthenticated.class);
        try (Outage outage = gate.outage()) {
            assertThatThrownBy(() -> admit(admission, serviceSecret, Optional.of("ada")))
                    .isInstanceOf(DomainException.Unauthenticated.class);
        }
    }

    @Test
    void suspendedUserOfAServiceShouldNotBeActedForUntilResumed() {
        Caller ada = admit(admission, serviceSecret, Optional.of("ada"));
        gate.forget(ada.user(), change(ada.user(), AccountState.SUSPENDED));
        assertThatThrownBy(() -> admit(admission, serviceSecret, Optional.of("ada")))
                .isInstanceOf(DomainException.Forbidden.class);
        gate.forget(ada.user(), change(ada.user(), AccountState.ACTIVE));
        assertThat(admit(admission, serviceSecret, Optional.of("ada"))).isEqualTo(ada);
    }

    private List<String> change(UserId whose, AccountState state) {
        return stores.administration()
                .users()
                .edit(
                        whose,
                        new UserEdit(Optional.empty(), Optional.of(state), Optional.empty()),
                        action -> StoreSamples.entry(action, whose))
                .orElseThrow()
                .ended();
    }

    @Test
    void erasedUserOfAServiceShouldBeSomebodyElseAfterwards() {
        Caller ada = admit(admission, serviceSecret, Optional.of("ada"));
        var none = stores.users().credentials(ada.user()).orElseThrow().passwordHash();
        gate.forget(
                ada.user(),
                stores.erasures().begin(ada.user(), none, StoreSamples.entry()).orElseThrow());
        assertThat(admit(admission, serviceSecret, Optional.of("ada")).user()).isNotEqualTo(ada.user());
    }
}
