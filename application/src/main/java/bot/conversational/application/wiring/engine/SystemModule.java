package bot.conversational.application.wiring.engine;

import bot.conversational.adapters.local.Uuid7Source;
import bot.conversational.adapters.tokens.JtokkitTokenCounter;
import bot.conversational.application.config.ConversationalBotConfiguration;
import bot.conversational.application.health.FullHeap;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.application.tracing.Tracing;
import bot.conversational.domain.apikey.CallingKey;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.cluster.SharedClock;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.shared.IdSource;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/** Used by every capability: time, ids, hashes, token counts, threads. */
public final class SystemModule extends CapabilityModule {

    private final ConversationalBotConfiguration configuration;
    private final Environment environment;
    private final InstantSource machine;

    /** @param machine the clock of this machine, right or wrong */
    public SystemModule(ConversationalBotConfiguration configuration, Environment environment, InstantSource machine) {
        this.configuration = configuration;
        this.environment = environment;
        this.machine = machine;
    }

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        binder().requireAtInjectOnConstructors();
        bind(ConversationalBotConfiguration.class).toInstance(configuration);
        bind(Environment.class).toInstance(environment);
        bind(LifecycleEnvironment.class).toInstance(environment.lifecycle());
        SharedClock clock = new SharedClock(machine);
        SecureRandom random = new SecureRandom();
        bind(SharedClock.class).toInstance(clock);
        bind(InstantSource.class).to(SharedClock.class);
        gauge(
                "clock_offset_seconds",
                "What PostgreSQL's clock is ahead of this machine's; the service goes by PostgreSQL's.",
                SharedClock.class,
                it -> it.ahead().toMillis() / 1000.0);
        bind(SecureRandom.class).toInstance(random);
        bind(RandomGenerator.class).toInstance(random);
        // This process: no earlier one of the same name began in the same millisecond.
        bind(NodeId.class).toInstance(new NodeId(configuration.node().value(), machine.millis()));
        useCase(FullHeap.class);
        essential("memory", FullHeap.class, FullHeap::lives);
        adapter(IdSource.class, Uuid7Source.class);
        adapter(TokenCounter.class, JtokkitTokenCounter.class);
        bind(ExecutorService.class).toInstance(Executors.newVirtualThreadPerTaskExecutor());
        provide(
                Executor.class,
                ExecutorService.class,
                Tracing.class,
                (threads, it) -> CallingKey.following(it.following(threads)));
    }
}
