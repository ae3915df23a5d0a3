package bot.conversational.application.wiring.engine;

import bot.conversational.adapters.redis.AnswerScope;
import bot.conversational.adapters.redis.RedisContextCache;
import bot.conversational.adapters.redis.RedisFailedLogIns;
import bot.conversational.adapters.redis.RedisGuard;
import bot.conversational.adapters.redis.RedisLiveTextMirror;
import bot.conversational.adapters.redis.RedisRegistrationAttempts;
import bot.conversational.adapters.redis.RedisSessionGate;
import bot.conversational.adapters.redis.RedisSettings;
import bot.conversational.adapters.redis.RedisUserDataEraser;
import bot.conversational.adapters.redis.RedisWrittenPositions;
import bot.conversational.application.config.CacheConfiguration;
import bot.conversational.application.config.RedisConfiguration;
import bot.conversational.application.config.Secret;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.chat.context.ContextCache;
import bot.conversational.domain.chat.live.LiveTextMirror;
import bot.conversational.domain.cluster.WrittenPositions;
import bot.conversational.domain.conversation.CachedConversations;
import bot.conversational.domain.erasure.UserDataEraser;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.registration.RegistrationAttempts;
import bot.conversational.domain.registration.RegistrationLimits;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.admission.SessionGate;
import bot.conversational.domain.session.login.FailedLogIns;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.time.Duration;
import java.util.Locale;

/** Sessions and cache: two logical servers, which are one process unless configured otherwise. */
public final class RedisModule extends CapabilityModule {

    /** Healthy responses take well below a millisecond; a slower server counts as unavailable. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    record Servers(RedisGuard sessions, RedisGuard cache) {}

    private final RedisConfiguration redis;
    private final CacheConfiguration cache;
    private final LifecycleEnvironment lifecycle;

    public RedisModule(RedisConfiguration redis, CacheConfiguration cache, LifecycleEnvironment lifecycle) {
        this.redis = redis;
        this.cache = cache;
        this.lifecycle = lifecycle;
    }

    @Override
    protected void configure() {
        bind(CachedConversations.class).to(ContextCache.class);
        provide(
                SessionGate.class,
                Servers.class,
                SessionLife.class,
                (redis, life) -> new RedisSessionGate(redis.sessions(), life));
        provide(FailedLogIns.Shared.class, Servers.class, servers -> new RedisFailedLogIns(servers.sessions()));
        provide(
                RegistrationAttempts.Shared.class,
                Servers.class,
                RegistrationLimits.class,
                (redis, limits) -> new RedisRegistrationAttempts(redis.sessions(), limits));
        provide(LiveTextMirror.class, Servers.class, servers -> new RedisLiveTextMirror(servers.cache()));
        provide(WrittenPositions.class, Servers.class, servers -> new RedisWrittenPositions(servers.sessions()));
        element(UserDataEraser.class, Servers.class, servers -> new RedisUserDataEraser(servers.sessions()));
        element(UserDataEraser.class, Servers.class, servers -> new RedisUserDataEraser(servers.cache()));
        essential(
                "the connection to Redis",
                Servers.class,
                it -> it.sessions().lives() && it.cache().lives());
        probe("redis", Servers.class, servers -> {
            servers.sessions().probe();
            servers.cache().probe();
            return "sessions and cache take writes";
        });
    }

    @Provides
    @Singleton
    Servers servers() {
        RedisGuard sessions = managed(RedisGuard.connect("sessions", settings()));
        return new Servers(sessions, managed(sessions.beside("cache")));
    }

    @Provides
    @Singleton
    ContextCache contextCache(Servers servers, ModelCatalog models) {
        return new RedisContextCache(
                servers.cache(),
                cache.conversations(),
                cache.llmResponses(),
                AnswerScope.valueOf(cache.llmResponsesScope().toUpperCase(Locale.ROOT)),
                models.largestContextBudget());
    }

    private RedisSettings settings() {
        return new RedisSettings(
                redis.host(),
                redis.port(),
                redis.database(),
                redis.maxConnections() / 2,
                redis.effectiveUser(),
                redis.effectivePassword().map(Secret::reveal),
                redis.tls(),
                redis.authorities(),
                PATIENCE,
                PATIENCE);
    }

    private RedisGuard managed(RedisGuard server) {
        lifecycle.manage(new AutoCloseableManager(server));
        return server;
    }
}
