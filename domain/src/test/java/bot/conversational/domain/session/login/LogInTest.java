package bot.conversational.domain.session.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.audit.AuditOutcome;
import bot.conversational.domain.audit.AuditTrail;
import bot.conversational.domain.audit.Origin;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.session.AdjustableClock;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.admission.GateTrust;
import bot.conversational.domain.session.admission.InMemorySessionGate;
import bot.conversational.domain.session.admission.InMemoryUnknownTokens;
import bot.conversational.domain.session.admission.InMemoryVerifiedPasses;
import bot.conversational.domain.session.admission.NodeLimiter;
import bot.conversational.domain.session.admission.SessionAdmission;
import bot.conversational.domain.session.admission.TestAdmission;
import bot.conversational.domain.session.admission.VerifiedPasses;
import bot.conversational.domain.shared.CountingIdSource;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.AccountState;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.Password;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.PasswordRules;
import bot.conversational.domain.user.QuickPasswordHasher;
import bot.conversational.domain.user.RegisterUser;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LogInTest {

    private static final EmailAddress EMAIL = new EmailAddress("ada@example.org");
    private static final Password RIGHT = new Password("correct horse battery");
    private static final Password WRONG = new Password("wrong horse battery");
    private static final ClientAddress HERE = new ClientAddress("192.0.2.1");
    private static final Origin ORIGIN = new Origin(Optional.of("192.0.2.1"), Optional.of("request-1"));
    private static final FailureLimit THREE = new FailureLimit(3, Duration.ofMinutes(15));
    private static final LogInLimits LIMITS = new LogInLimits(
            THREE, new FailureLimit(5, Duration.ofMinutes(15)), new FailureLimit(100, Duration.ofMinutes(1)), THREE);

    private final AdjustableClock clock = new AdjustableClock();
    private final InMemoryDatabase database = new InMemoryDatabase(clock);
    private final Stores stores = database.stores();
    private final QuickPasswordHasher hasher = new QuickPasswordHasher();
    private final InMemorySessionGate gate = new InMemorySessionGate(Stores.SESSION_LIFE, clock);
    private final GateTrust trust = new GateTrust(gate, clock);
    private final InMemoryFailedLogIns shared = new InMemoryFailedLogIns(clock);
    private final LoginThrottle throttle = new LoginThrottle(shared, new InMemoryFailedLogIns(clock), LIMITS);
    private final VerifiedPasses verified = new InMemoryVerifiedPasses();
    private final SessionAdmission admission = TestAdmission.of(
            stores,
            gate,
            trust,
            verified,
            new InMemoryUnknownTokens(new FailureLimit(100, Duration.ofMinutes(1)), clock),
            new NodeLimiter((user, limit) -> new RateLimitDecision.Allowed(limit, 1, Duration.ZERO), () -> 1),
            clock);
    private final LogIn logIn = new LogIn(
            stores.users(),
            hasher,
            stores.sessions(),
            admission,
            throttle,
            new SessionFactory(Stores.SESSION_LIFE, new CountingIdSource(), new SecureRandom(), clock),
            new AuditTrail(stores.administration().audit(), UUID::randomUUID, clock));

    private User registered() {
        User user = new User(new UserId(UUID.randomUUID()), EMAIL, Optional.empty(), Role.USER, clock.instant());
        stores.users().add(new Credentials(user, hasher.hash(RIGHT)));
        return user;
    }

    private LogIn.Opened logIn(Password password) {
        return logIn(password, HERE);
    }

    private LogIn.Opened logIn(Password password, ClientAddress from) {
        return logIn.logIn(EMAIL, password, from, Optional.empty(), ORIGIN);
    }

    private void fail(int times) {
        fail(times, HERE);
    }

    private void fail(int times, ClientAddress from) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> logIn(WRONG, from)).isInstanceOf(DomainException.Unauthenticated.class);
        }
    }

    @Test
    void rightPasswordShouldOpenASession() {
        User user = registered();

        LogIn.Opened opened = logIn(RIGHT);

        assertThat(opened.user()).isEqualTo(user);
        assertThat(stores.sessions().find(user.id(), opened.token().digest(), clock.instant()))
                .contains(opened.session());
    }

    @Test
    void unknownAddressShouldBeRefusedLikeAWrongPasswordAndCountLikeOne() {
        fail(3);
        assertThatThrownBy(() -> logIn(RIGHT)).isInstanceOf(DomainException.LimitExceeded.class);
    }

    /** With the account when there is one, and never with what was typed. */
    @Test
    void everyTryShouldBeAudited() {
        fail(1);
        User user = registered();
        fail(1);
        logIn(RIGHT);

        assertThat(database.audit).extracting(AuditEntry::action).containsOnly(AuditAction.LOG_IN);
        assertThat(database.audit)
                .extracting(AuditEntry::outcome)
                .containsExactly(AuditOutcome.FAILURE, AuditOutcome.FAILURE, AuditOutcome.SUCCESS);
        assertThat(database.audit)
                .extracting(AuditEntry::target)
                .containsExactly(
                        Optional.empty(),
                        Optional.of(user.id().value()),
                        Optional.of(user.id().value()));
        assertThat(database.audit).extracting(AuditEntry::origin).containsOnly(ORIGIN);
    }

    /** In the words of a wrong password, after as much work: nobody learns that the password was right. */
    @Test
    void suspendedAccountShouldBeRefusedLikeAWrongPassword() {
        User user = registered();
        database.users.computeIfPresent(
                user.id(),
                (id, known) -> new Credentials(known.user().with(AccountState.SUSPENDED), known.passwordHash()));

        fail(1);
        assertThatThrownBy(() -> logIn(RIGHT)).isInstanceOf(DomainException.Unauthenticated.class);
        assertThat(database.audit)
                .extracting(AuditEntry::outcome)
                .containsExactly(AuditOutcome.FAILURE, AuditOutcome.FAILURE);
    }

    @Test
    void onlyFailuresShouldCount() {
        registered();
        fail(2);
        for (int i = 0; i < 20; i++) {
            logIn(RIGHT);
        }
        fail(1);
        assertThatThrownBy(() -> logIn(RIGHT))
                .isInstanceOfSatisfying(
                        DomainException.LimitExceeded.class,
                        refused -> assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(15)));
        clock.advance(Duration.ofMinutes(15).plusMillis(1));
        logIn(RIGHT);
    }

    @Test
    void strangerShouldLockOutNobodyButHimself() {
        registered();
        ClientAddress elsewhere = new ClientAddress("203.0.113.1");
        fail(3, elsewhere);
        assertThatThrownBy(() -> logIn(RIGHT, elsewhere)).isInstanceOf(DomainException.LimitExceeded.class);

        logIn(RIGHT);
    }

    @Test
    void sessionShouldConfirmItsPasswordWhateverStrangersTry() {
        registered();
        Caller caller = logIn(RIGHT).session().caller();
        for (int i = 1; i <= 5; i++) {
            fail(1, new ClientAddress("203.0.113." + i));
        }
        assertThatThrownBy(() -> logIn(RIGHT)).isInstanceOf(DomainException.LimitExceeded.class);
        ConfirmPassword confirm = new ConfirmPassword(stores.users(), hasher, throttle);

        assertThat(confirm.confirm(caller, "password", RIGHT).user().email()).isEqualTo(EMAIL);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> confirm.confirm(caller, "password", WRONG))
                    .isInstanceOf(DomainException.Invalid.class);
        }
        assertThatThrownBy(() -> confirm.confirm(caller, "password", RIGHT))
                .isInstanceOf(DomainException.LimitExceeded.class);
    }

    @Test
    void limitShouldHoldWhileTheSharedCountsAreAway() {
        registered();
        try (Outage outage = shared.outage()) {
            fail(3);
            assertThatThrownBy(() -> logIn(RIGHT)).isInstanceOf(DomainException.LimitExceeded.class);
        }
    }

    @Test
    void attemptThatNeitherFailedNorSucceededShouldNotCount() {
        registered();
        try (Outage outage = database.outage()) {
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> logIn(RIGHT)).isInstanceOf(DomainException.Unavailable.class);
            }
        }
        logIn(RIGHT);
    }

    @Test
    void outdatedHashShouldBeMadeAnew() {
        User user = new User(new UserId(UUID.randomUUID()), EMAIL, Optional.empty(), Role.USER, clock.instant());
        PasswordHash old = new PasswordHash("old$" + RIGHT.value());
        stores.users().add(new Credentials(user, old));

        LogIn.Opened opened = logIn(RIGHT);

        assertThat(stores.users().credentials(user.id()))
                .map(Credentials::passwordHash)
                .hasValueSatisfying(fresh -> assertThat(hasher.outdated(fresh)).isFalse());
        assertThat(stores.sessions().find(user.id(), opened.token().digest(), clock.instant()))
                .isPresent();
        logIn(RIGHT);
    }

    @Test
    void passwordThatIsEasyToGuessShouldNotBeChosen() {
        PasswordRules rules = new PasswordRules(password -> password.value().equals("password1"));
        RegisterUser register = new RegisterUser(stores.users(), hasher, rules, new CountingIdSource(), clock);

        for (String easy : new String[] {"password1", "ADA@example.org"}) {
            assertThatThrownBy(() -> register.register(EMAIL, new Password(easy), Optional.empty(), Role.USER))
                    .isInstanceOf(DomainException.Invalid.class);
        }
        register.register(EMAIL, RIGHT, Optional.empty(), Role.ADMIN);
        assertThat(logIn(RIGHT).user().role()).isEqualTo(Role.ADMIN);
    }
}
