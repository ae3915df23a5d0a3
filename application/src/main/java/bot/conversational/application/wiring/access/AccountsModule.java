package bot.conversational.application.wiring.access;

import bot.conversational.adapters.local.LocalFailedLogIns;
import bot.conversational.adapters.local.LocalRateLimiter;
import bot.conversational.adapters.local.LocalRegistrationAttempts;
import bot.conversational.adapters.local.LocalUnknownTokens;
import bot.conversational.adapters.local.LocalVerifiedPasses;
import bot.conversational.adapters.passwords.Argon2PasswordHasher;
import bot.conversational.adapters.passwords.ZxcvbnCommonPasswords;
import bot.conversational.application.config.ConversationalBotConfiguration;
import bot.conversational.application.http.overload.PasswordCalls;
import bot.conversational.application.http.sessions.SessionResource;
import bot.conversational.application.http.users.UserResource;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.ratelimit.RateLimiter;
import bot.conversational.domain.registration.RegistrationAttempts;
import bot.conversational.domain.registration.RegistrationLimits;
import bot.conversational.domain.registration.SignUp;
import bot.conversational.domain.revocation.PropagateRevocations;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.SessionStore;
import bot.conversational.domain.session.admission.GateTrust;
import bot.conversational.domain.session.admission.NodeLimiter;
import bot.conversational.domain.session.admission.SessionAdmission;
import bot.conversational.domain.session.admission.StoredSessions;
import bot.conversational.domain.session.admission.TouchSessions;
import bot.conversational.domain.session.admission.UnknownTokens;
import bot.conversational.domain.session.admission.VerifiedPasses;
import bot.conversational.domain.session.login.ChangePassword;
import bot.conversational.domain.session.login.ChangeRole;
import bot.conversational.domain.session.login.ConfirmPassword;
import bot.conversational.domain.session.login.FailedLogIns;
import bot.conversational.domain.session.login.ListSessions;
import bot.conversational.domain.session.login.LogIn;
import bot.conversational.domain.session.login.LogInLimits;
import bot.conversational.domain.session.login.LogOut;
import bot.conversational.domain.session.login.LoginThrottle;
import bot.conversational.domain.session.login.ResetPassword;
import bot.conversational.domain.session.login.SessionFactory;
import bot.conversational.domain.user.CommonPasswords;
import bot.conversational.domain.user.EditAccount;
import bot.conversational.domain.user.PasswordHasher;
import bot.conversational.domain.user.PasswordRules;
import bot.conversational.domain.user.RegisterUser;
import bot.conversational.domain.user.ShowUser;
import java.time.Duration;
import java.time.InstantSource;

/** Accounts, sessions, and who may call how often. */
public final class AccountsModule extends CapabilityModule {

    /** How long a node may believe a Redis that another node could not tell of an ended session. */
    private static final Duration REVOCATIONS_POLL = Duration.ofSeconds(1);

    private static final Duration ENDED_SESSIONS_CHECK = Duration.ofMinutes(1);
    private static final Duration OLD_REVOCATIONS_CHECK = Duration.ofHours(1);

    /** So long may a session's last call be known to Redis alone. */
    private static final Duration SESSIONS_SEEN = Duration.ofSeconds(1);

    @Override
    protected void configure() {
        provide(
                LogInLimits.class,
                ConversationalBotConfiguration.class,
                it -> it.logIn().limits());
        provide(SessionLife.class, ConversationalBotConfiguration.class, ConversationalBotConfiguration::sessionLife);
        resource(UserResource.class);
        resource(SessionResource.class);
        provide(
                RegistrationLimits.class,
                ConversationalBotConfiguration.class,
                it -> it.registration().limits());
        useCase(RegisterUser.class);
        useCase(SignUp.class);
        useCase(PasswordCalls.class);
        adapter(RegistrationAttempts.Own.class, LocalRegistrationAttempts.class);
        useCase(EditAccount.class);
        useCase(ShowUser.class);
        useCase(LogIn.class);
        useCase(LogOut.class);
        useCase(ListSessions.class);
        useCase(ChangePassword.class);
        useCase(ConfirmPassword.class);
        useCase(ChangeRole.class);
        useCase(ResetPassword.class);
        useCase(PasswordRules.class);
        useCase(LoginThrottle.class);
        useCase(SessionAdmission.class);
        useCase(NodeLimiter.class);
        useCase(SessionFactory.class);
        useCase(GateTrust.class);
        useCase(TouchSessions.class);
        useCase(PropagateRevocations.class);
        useCase(Argon2PasswordHasher.class);
        bind(PasswordHasher.class).to(Argon2PasswordHasher.class);
        adapter(CommonPasswords.class, ZxcvbnCommonPasswords.class);
        adapter(FailedLogIns.Own.class, LocalFailedLogIns.class);
        adapter(RateLimiter.class, LocalRateLimiter.class);
        adapter(VerifiedPasses.class, LocalVerifiedPasses.class);
        provide(
                UnknownTokens.class,
                ConversationalBotConfiguration.class,
                InstantSource.class,
                (it, clock) -> new LocalUnknownTokens(it.logIn().unknownTokens(), clock));
        useCase(StoredSessions.class);
        whileBusy(REVOCATIONS_POLL, "revocations", PropagateRevocations.class, PropagateRevocations::runOnce);
        counter(
                "revocations_refused_total",
                "Revocations that Redis refused and that were set aside, each try counted.",
                PropagateRevocations.class,
                PropagateRevocations::refused);
        whileBusy(ENDED_SESSIONS_CHECK, "ended-sessions", SessionStore.class, SessionStore::deleteEnded);
        every(OLD_REVOCATIONS_CHECK, "old-revocations", PropagateRevocations.class, PropagateRevocations::tidy);
        whileBusy(SESSIONS_SEEN, "sessions-seen", TouchSessions.class, TouchSessions::runOnce);
        // What log-ins cost, and that all who fail cost the same.
        counter(
                "password_hashes_total",
                "Password hashes computed, also for accounts that do not exist.",
                Argon2PasswordHasher.class,
                Argon2PasswordHasher::computed);
    }
}
