package bot.conversational.application.wiring;

import bot.conversational.adapters.redis.AnswerScope;
import bot.conversational.adapters.redis.RedisContextCache;
import bot.conversational.adapters.redis.RedisFailedLogIns;
import bot.conversational.adapters.redis.RedisGuard;
import bot.conversational.adapters.redis.RedisSessionGate;
import bot.conversational.adapters.redis.RedisSettings;
import bot.conversational.application.config.CacheConfiguration;
import bot.conversational.application.config.RedisConfiguration;
import bot.conversational.domain.chat.context.ContextCache;
import bot.conversational.domain.conversation.CachedConversations;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.admission.SessionGate;
import bot.conversational.domain.session.login.FailedLogIns;
import bot.conversational.domain.session.login.LogInLimits;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.name.Named;
import com.google.inject.name.Names;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What is hot: two logical servers, which are one process unless configured otherwise. */
final class RedisModule extends AbstractModule {

    static final String SESSIONS = "sessions";
    static final String CACHE = "cache";

    /** What all nodes have together, where each also has its own. */
    static final String SHARED = "shared";

    /** Healthy answers take well below a millisecond; slower than this counts as away. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final RedisConfiguration redis;
    private final CacheConfiguration cache;
    private final LifecycleEnvironment lifecycle;

    RedisModule(RedisConfiguration redis, CacheConfiguration cache, LifecycleEnvironment lifecycle) {
        this.redis = redis;
        this.cache = cache;
        this.lifecycle = lifecycle;
    }

    @Override
    protected void configure() {
        RedisGuard sessions = RedisGuard.connect(SESSIONS, settings());
        bind(RedisGuard.class).annotatedWith(Names.named(SESSIONS)).toInstance(managed(sessions));
        bind(RedisGuard.class).annotatedWith(Names.named(CACHE)).toInstance(managed(sessions.beside(CACHE)));
    }

    @Provides
    @Singleton
    SessionGate sessionGate(@Named(SESSIONS) RedisGuard server, SessionLife life) {
        return new RedisSessionGate(server, life);
    }

    @Provides
    @Singleton
    FailedLogIns.Shared failedLogIns(@Named(SESSIONS) RedisGuard server, LogInLimits limits) {
        return new RedisFailedLogIns(server, limits);
    }

    @Provides
    @Singleton
    ContextCache contextCache(@Named(CACHE) RedisGuard server, ModelCatalog models) {
        return new RedisContextCache(
                server,
                cache.conversations(),
                cache.llmResponses(),
                AnswerScope.valueOf(cache.llmResponsesScope().toUpperCase(Locale.ROOT)),
                models.largestContextBudget());
    }

    @Provides
    @Singleton
    CachedConversations cachedConversations(ContextCache conversations) {
        return conversations;
    }

    private RedisSettings settings() {
        return new RedisSettings(
                redis.host(),
                redis.port(),
                redis.database(),
                redis.maxConnections() / 2,
                Optional.empty(),
                redis.password().isEmpty()
                        ? Optional.empty()
                        : Optional.of(redis.password().reveal()),
                redis.tls(),
                PATIENCE,
                PATIENCE);
    }

    private RedisGuard managed(RedisGuard server) {
        lifecycle.manage(new AutoCloseableManager(server));
        return server;
    }
}
