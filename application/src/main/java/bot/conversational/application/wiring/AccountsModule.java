package bot.conversational.application.wiring;

import bot.conversational.domain.chat.ConversationCache;
import bot.conversational.domain.ratelimit.NodeCount;
import bot.conversational.domain.ratelimit.RateLimiter;
import bot.conversational.domain.revocation.RevocationStore;
import bot.conversational.domain.revocation.TellRevocations;
import bot.conversational.domain.session.GateTrust;
import bot.conversational.domain.session.LogIn;
import bot.conversational.domain.session.LogOut;
import bot.conversational.domain.session.SessionAdmission;
import bot.conversational.domain.session.SessionGate;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.SessionStore;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.user.PasswordHasher;
import bot.conversational.domain.user.RegisterUser;
import bot.conversational.domain.user.ShowUser;
import bot.conversational.domain.user.UserStore;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** Accounts, sessions, and who may call how often. */
final class AccountsModule extends AbstractModule {

    @Provides
    @Singleton
    RegisterUser registerUser(UserStore users, PasswordHasher hasher, IdSource ids, InstantSource clock) {
        return new RegisterUser(users, hasher, ids, clock);
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
    TellRevocations tellRevocations(
            RevocationStore revocations, SessionGate gate, GateTrust trust, ConversationCache cache) {
        return new TellRevocations(revocations, gate, trust, cache);
    }

    @Provides
    @Singleton
    SessionAdmission sessionAdmission(
            SessionGate gate,
            GateTrust trust,
            SessionStore sessions,
            RateLimiter ownBuckets,
            NodeCount nodes,
            InstantSource clock,
            Executor background) {
        return new SessionAdmission(gate, trust, sessions, ownBuckets, nodes, clock, background);
    }

    @Provides
    @Singleton
    LogIn logIn(
            UserStore users,
            PasswordHasher hasher,
            SessionStore sessions,
            SessionAdmission admission,
            SessionLife life,
            IdSource ids,
            InstantSource clock) {
        return new LogIn(users, hasher, sessions, admission, life, ids, new SecureRandom(), clock);
    }

    @Provides
    @Singleton
    LogOut logOut(SessionStore sessions, SessionGate gate, GateTrust trust) {
        return new LogOut(sessions, gate, trust);
    }
}
