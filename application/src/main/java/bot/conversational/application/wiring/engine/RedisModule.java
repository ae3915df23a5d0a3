package bot.conversational.application.wiring.engine;

import bot.conversational.adapters.redis.AnswerScope;
import bot.conversational.adapters.redis.RedisContextCache;
import bot.conversational.adapters.redis.RedisFailedLogIns;
import bot.conversational.adapters.redis.RedisLiveTextMirror;
import bot.conversational.adapters.redis.RedisRegistrationAttempts;
import bot.conversational.adapters.redis.RedisSessionGate;
import bot.conversational.adapters.redis.RedisUserDataEraser;
import bot.conversational.adapters.redis.RedisWrittenPositions;
import bot.conversational.adapters.redis.completions.RedisKeyedCompletions;
import bot.conversational.adapters.redis.completions.RedisKnownCompletions;
import bot.conversational.adapters.redis.sharing.RedisShareVisits;
import bot.conversational.application.config.CacheConfiguration;
import bot.conversational.application.config.ConversationalBotConfiguration;
import bot.conversational.application.health.RedisCallTimes;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.application.tracing.Tracing;
import bot.conversational.domain.chat.completion.KeyedCompletions;
import bot.conversational.domain.chat.completion.KnownCompletions;
import bot.conversational.domain.chat.context.ContextCache;
import bot.conversational.domain.chat.live.LiveTextMirror;
import bot.conversational.domain.cluster.WrittenPositions;
import bot.conversational.domain.conversation.CachedConversations;
import bot.conversational.domain.erasure.UserCache;
import bot.conversational.domain.erasure.UserDataEraser;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.registration.RegistrationAttempts;
import bot.conversational.domain.registration.RegistrationLimits;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.admission.SessionGate;
import bot.conversational.domain.session.login.FailedLogIns;
import bot.conversational.domain.sharing.ShareVisits;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.util.Locale;

/** Sessions, limits and caches. */
public final class RedisModule extends CapabilityModule {

    private final ConversationalBotConfiguration configuration;
    private final LifecycleEnvironment lifecycle;

    public RedisModule(ConversationalBotConfiguration configuration, LifecycleEnvironment lifecycle) {
        this.configuration = configuration;
        this.lifecycle = lifecycle;
    }

    @Override
    protected void configure() {
        bind(CachedConversations.class).to(ContextCache.class);
        provide(
                SessionGate.class,
                RedisServers.class,
                SessionLife.class,
                (redis, life) -> new RedisSessionGate(redis.sessions(), life));
        provide(FailedLogIns.Shared.class, RedisServers.class, servers -> new RedisFailedLogIns(servers.sessions()));
        provide(
                RegistrationAttempts.Shared.class,
                RedisServers.class,
                RegistrationLimits.class,
                (redis, limits) -> new RedisRegistrationAttempts(redis.sessions(), limits));
        provide(
                ShareVisits.Shared.class,
                RedisServers.class,
                ConversationalBotConfiguration.class,
                (redis, it) ->
                        new RedisShareVisits(redis.sessions(), it.shares().addressPerMinute()));
        provide(LiveTextMirror.class, RedisServers.class, servers -> new RedisLiveTextMirror(servers.cache()));
        provide(KeyedCompletions.class, RedisServers.class, servers -> new RedisKeyedCompletions(servers.cache()));
        provide(
                KnownCompletions.class,
                RedisServers.class,
                servers -> new RedisKnownCompletions(
                        servers.cache(), configuration.cache().llmResponses(), scope()));
        provide(WrittenPositions.class, RedisServers.class, servers -> new RedisWrittenPositions(servers.sessions()));
        element(
                UserCache.class,
                RedisServers.class,
                servers -> new RedisUserDataEraser(servers.sessions())::removeTexts);
        element(UserCache.class, RedisServers.class, servers -> new RedisUserDataEraser(servers.cache())::removeTexts);
        element(UserDataEraser.class, RedisServers.class, servers -> new RedisUserDataEraser(servers.sessions()));
        element(UserDataEraser.class, RedisServers.class, servers -> new RedisUserDataEraser(servers.cache()));
        essential("the connection to Redis", RedisServers.class, RedisServers::lives);
        breaker(
                "redis",
                RedisServers.SESSIONS,
                RedisServers.class,
                it -> it.sessions().openness());
        breaker(
                "redis",
                RedisServers.CACHE,
                RedisServers.class,
                it -> it.cache().openness());
        probe("redis", RedisServers.class, RedisServers::probe);
    }

    @Provides
    @Singleton
    RedisServers servers(RedisCallTimes times, Tracing tracing) {
        RedisServers servers = RedisServers.of(
                configuration.redis(),
                configuration.redisCache(),
                server -> tracing.calls("redis", times.of(server))::ended);
        lifecycle.manage(new AutoCloseableManager(servers.sessions()));
        lifecycle.manage(new AutoCloseableManager(servers.cache()));
        return servers;
    }

    @Provides
    @Singleton
    ContextCache contextCache(RedisServers servers, ModelCatalog models) {
        CacheConfiguration cache = configuration.cache();
        return new RedisContextCache(
                servers.cache(), cache.conversations(), cache.llmResponses(), scope(), models.largestContextBudget());
    }

    private AnswerScope scope() {
        return AnswerScope.valueOf(configuration.cache().llmResponsesScope().toUpperCase(Locale.ROOT));
    }
}
