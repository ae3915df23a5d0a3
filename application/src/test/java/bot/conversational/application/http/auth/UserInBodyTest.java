package bot.conversational.application.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.application.http.metrics.AccessCounts;
import bot.conversational.application.http.overload.UserCalls;
import bot.conversational.domain.apikey.KeySamples;
import bot.conversational.domain.apikey.ServiceId;
import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.ratelimit.LimitPolicy;
import bot.conversational.domain.ratelimit.OwnLimits;
import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.session.ApiKeyToken;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.session.admission.GateTrust;
import bot.conversational.domain.session.admission.InMemorySessionGate;
import bot.conversational.domain.session.admission.InMemoryUnknownTokens;
import bot.conversational.domain.session.admission.InMemoryVerifiedPasses;
import bot.conversational.domain.session.admission.NodeLimiter;
import bot.conversational.domain.session.admission.TestAdmission;
import bot.conversational.domain.session.login.FailureLimit;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The user whom a service names in the body. */
class UserInBodyTest {

    private static final Supplier<ClientAddress> HERE = () -> new ClientAddress("192.0.2.1");

    private final InstantSource clock = InstantSource.system();
    private final Stores stores = new InMemoryDatabase(clock).stores();
    private final InMemorySessionGate gate = new InMemorySessionGate(Stores.SESSION_LIFE, clock);
    private final CallAdmission admission = new CallAdmission(
                    TestAdmission.of(
                            stores,
                            gate,
                            new GateTrust(gate, clock),
                            new InMemoryVerifiedPasses(),
                            new InMemoryUnknownTokens(new FailureLimit(20, Duration.ofMinutes(1)), clock),
                            new NodeLimiter(
                                    (user, limit) -> new RateLimitDecision.Allowed(limit, 1, Duration.ZERO), () -> 1),
                            clock),
                    new RateLimit(LimitPolicy.CHAT, 60, 10),
                    new OwnLimits((from, behind, limit) -> List.of()),
                    new OnBehalfOf(List.of("body:user")),
                    new UserCalls(1),
                    new AccessCounts())
            .of(Set.of(Scope.CHAT));

    private ApiKeyToken serviceKey() {
        ApiKeyToken secret = KeySamples.secret();
        stores.keys()
                .services()
                .add(
                        KeySamples.service(secret, new ServiceId(UUID.randomUUID()), Optional.empty()),
                        secret,
                        false,
                        KeySamples.entry(AuditAction.KEY_CREATE));
        return secret;
    }

    private static HeaderValues headers(ApiKeyToken secret, Map<String, String> more) {
        return name -> name.equals("Authorization")
                ? List.of("Bearer " + secret.value())
                : Optional.ofNullable(more.get(name)).stream().toList();
    }

    private Caller admit(HeaderValues headers, BodyField body) {
        return CallerPrincipal.unnamed(field -> admission.admit(headers, field, HERE, (name, value) -> {}))
                .named(body)
                .caller();
    }

    @Test
    void serviceShouldNameTheUserInTheBodyWhereNoHeaderDoes() {
        ApiKeyToken secret = serviceKey();
        HeaderValues headers = headers(secret, Map.of());
        assertThat(admission.needsBody(headers, HERE)).isTrue();
        Caller ada = admit(headers, name -> Optional.of("ada").filter(user -> name.equals("user")));
        assertThat(stores.users().find(ada.user()).orElseThrow().displayName()).contains("ada");

        HeaderValues byHeader = headers(secret, Map.of("X-On-Behalf-Of", "ada"));
        assertThat(admission.needsBody(byHeader, HERE)).isFalse();
        assertThat(admit(byHeader, name -> Optional.of("grace"))).isEqualTo(ada);
        assertThatThrownBy(() -> admit(headers, name -> Optional.empty()))
                .isInstanceOf(DomainException.Malformed.class);
    }

    /** Other clients have such a field for ends of their own. */
    @Test
    void bodyOfAnOrdinaryKeyShouldNameNobody() {
        UserId user = StoreSamples.newUser(stores);
        ApiKeyToken secret = KeySamples.secret();
        stores.keys()
                .users()
                .add(KeySamples.key(user, secret, Optional.empty()), secret, KeySamples.entry(AuditAction.KEY_CREATE));
        HeaderValues headers = headers(secret, Map.of());
        assertThat(admission.needsBody(headers, HERE)).isFalse();
        assertThat(admit(headers, name -> Optional.of("grace")).user()).isEqualTo(user);
    }

    @Test
    void callThatIsNotNamedYetShouldHaveNoCaller() {
        CallerPrincipal unnamed = CallerPrincipal.unnamed(body -> {
            throw new AssertionError("the body was not asked for");
        });
        assertThatThrownBy(unnamed::user).isInstanceOf(DomainException.Broken.class);
        assertThat(unnamed.getName()).isNotBlank();
    }

    @Test
    void keyWithoutTheScopeShouldBeRefused() {
        HeaderValues headers = headers(serviceKey(), Map.of("X-On-Behalf-Of", "ada"));
        assertThatThrownBy(() -> admission.of(Set.of(Scope.SEARCH)).admit(headers, HERE, (name, value) -> {}))
                .isInstanceOf(DomainException.Forbidden.class)
                .hasMessageContaining("search");
        assertThatThrownBy(() -> admission.of(Set.of()).admit(headers, HERE, (name, value) -> {}))
                .isInstanceOf(DomainException.Forbidden.class);
    }
}
