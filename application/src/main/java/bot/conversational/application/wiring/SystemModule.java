package bot.conversational.application.wiring;

import bot.conversational.adapters.local.LocalFailedLogIns;
import bot.conversational.adapters.local.LocalRateLimiter;
import bot.conversational.adapters.local.LocalVerifiedSessions;
import bot.conversational.adapters.local.Uuid7Source;
import bot.conversational.adapters.passwords.Argon2PasswordHasher;
import bot.conversational.adapters.passwords.ZxcvbnCommonPasswords;
import bot.conversational.adapters.tokens.JtokkitTokenCounter;
import bot.conversational.application.background.BackgroundTasks;
import bot.conversational.application.config.NodeName;
import bot.conversational.application.health.PasswordHashMetrics;
import bot.conversational.domain.cluster.NodeCount;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.ratelimit.RateLimiter;
import bot.conversational.domain.session.admission.VerifiedSessions;
import bot.conversational.domain.session.login.FailedLogIns;
import bot.conversational.domain.session.login.LogInLimits;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.user.CommonPasswords;
import bot.conversational.domain.user.PasswordHasher;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** What every capability stands on: time, ids, hashes, token counts, threads. */
final class SystemModule extends AbstractModule {

    /** What a node has by itself, for when the shared one is away. */
    static final String OWN = "own";

    private final NodeName node;
    private final LifecycleEnvironment lifecycle;

    SystemModule(NodeName node, LifecycleEnvironment lifecycle) {
        this.node = node;
        this.lifecycle = lifecycle;
    }

    @Override
    protected void configure() {
        bind(NodeName.class).toInstance(node);
        PrometheusRegistry registry = new PrometheusRegistry();
        bind(PrometheusRegistry.class).toInstance(registry);
        bind(InstantSource.class).toInstance(InstantSource.system());
        bind(IdSource.class).toInstance(new Uuid7Source(InstantSource.system()));
        bind(TokenCounter.class).toInstance(new JtokkitTokenCounter());
        bind(CommonPasswords.class).toInstance(new ZxcvbnCommonPasswords());
        bind(VerifiedSessions.class).toInstance(new LocalVerifiedSessions());
        Argon2PasswordHasher hasher = new Argon2PasswordHasher(new SecureRandom());
        bind(PasswordHasher.class).toInstance(hasher);
        PasswordHashMetrics.register(registry, hasher::computed);
    }

    @Provides
    @Singleton
    Executor background() {
        BackgroundTasks tasks = new BackgroundTasks();
        lifecycle.manage(tasks);
        return tasks;
    }

    @Provides
    @Singleton
    FailedLogIns.Own ownFailedLogIns(LogInLimits limits, NodeCount nodes, InstantSource clock) {
        return new LocalFailedLogIns(limits, nodes, clock);
    }

    @Provides
    @Singleton
    RateLimiter ownBuckets(InstantSource clock) {
        return new LocalRateLimiter(clock);
    }
}
