package bot.conversational.application.wiring;

import bot.conversational.domain.chat.context.ContextCache;
import bot.conversational.domain.cluster.NodeCount;
import bot.conversational.domain.ratelimit.RateLimiter;
import bot.conversational.domain.revocation.PropagateRevocations;
import bot.conversational.domain.revocation.RevocationStore;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.SessionStore;
import bot.conversational.domain.session.admission.GateTrust;
import bot.conversational.domain.session.admission.SessionAdmission;
import bot.conversational.domain.session.admission.SessionGate;
import bot.conversational.domain.session.admission.TouchSessions;
import bot.conversational.domain.session.admission.VerifiedSessions;
import bot.conversational.domain.session.login.ChangePassword;
import bot.conversational.domain.session.login.ConfirmPassword;
import bot.conversational.domain.session.login.FailedLogIns;
import bot.conversational.domain.session.login.ListSessions;
import bot.conversational.domain.session.login.LogIn;
import bot.conversational.domain.session.login.LogOut;
import bot.conversational.domain.session.login.LoginThrottle;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.user.CommonPasswords;
import bot.conversational.domain.user.PasswordHasher;
import bot.conversational.domain.user.PasswordRules;
import bot.conversational.domain.user.RegisterUser;
import bot.conversational.domain.user.RenameUser;
import bot.conversational.domain.user.ShowUser;
import bot.conversational.domain.user.UserStore;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Accounts, sessions, and who may call how often. */
final class AccountsModule extends AbstractModule {

    @Provides
    @Singleton
    RegisterUser registerUser(
            UserStore users, PasswordHasher hasher, PasswordRules rules, IdSource ids, InstantSource clock) {
        return new RegisterUser(users, hasher, rules, ids, clock);
    }

    @Provides
    @Singleton
    PasswordRules passwordRules(CommonPasswords common) {
        return new PasswordRules(common);
    }

    @Provides
    @Singleton
    RenameUser renameUser(UserStore users) {
        return new RenameUser(users);
    }

    @Provides
    @Singleton
    ShowUser showUser(UserStore users) {
        return new ShowUser(users);
    }

    @Provides
    @Singleton
    GateTrust gateTrust(InstantSource clock) {
        return new GateTrust(clock);
    }

    @Provides
    @Singleton
    PropagateRevocations propagateRevocations(
            RevocationStore revocations, SessionGate gate, GateTrust trust, ContextCache cache) {
        return new PropagateRevocations(revocations, gate, trust, cache);
    }

    @Provides
    @Singleton
    SessionAdmission sessionAdmission(
            SessionGate gate,
            GateTrust trust,
            SessionStore sessions,
            RateLimiter ownBuckets,
            VerifiedSessions verified,
            NodeCount nodes,
            InstantSource clock,
            TouchSessions touches) {
        return new SessionAdmission(gate, trust, sessions, ownBuckets, verified, nodes, clock, touches);
    }

    @Provides
    @Singleton
    TouchSessions touchSessions(SessionStore sessions) {
        return new TouchSessions(sessions);
    }

    @Provides
    @Singleton
    LoginThrottle loginThrottle(FailedLogIns.Shared shared, FailedLogIns.Own own) {
        return new LoginThrottle(shared, own);
    }

    @Provides
    @Singleton
    ConfirmPassword confirmPassword(UserStore users, PasswordHasher hasher, LoginThrottle attempts) {
        return new ConfirmPassword(users, hasher, attempts);
    }

    @Provides
    @Singleton
    ChangePassword changePassword(
            ConfirmPassword confirm, PasswordRules rules, PasswordHasher hasher, SessionStore sessions, LogOut logOut) {
        return new ChangePassword(confirm, rules, hasher, sessions, logOut);
    }

    @Provides
    @Singleton
    ListSessions listSessions(SessionStore sessions, InstantSource clock) {
        return new ListSessions(sessions, clock);
    }

    @Provides
    @Singleton
    LogIn logIn(
            UserStore users,
            PasswordHasher hasher,
            SessionStore sessions,
            SessionAdmission admission,
            LoginThrottle attempts,
            SessionLife life,
            IdSource ids,
            InstantSource clock) {
        return new LogIn(users, hasher, sessions, admission, attempts, life, ids, new SecureRandom(), clock);
    }

    @Provides
    @Singleton
    LogOut logOut(SessionStore sessions, SessionGate gate, GateTrust trust) {
        return new LogOut(sessions, gate, trust);
    }
}
