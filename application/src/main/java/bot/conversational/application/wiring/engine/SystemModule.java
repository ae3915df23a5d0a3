package bot.conversational.application.wiring.engine;

import bot.conversational.adapters.local.Uuid7Source;
import bot.conversational.adapters.tokens.JtokkitTokenCounter;
import bot.conversational.application.config.ConversationalBotConfiguration;
import bot.conversational.application.health.FullHeap;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.cluster.NodeId;
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

    public SystemModule(ConversationalBotConfiguration configuration, Environment environment) {
        this.configuration = configuration;
        this.environment = environment;
    }

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        binder().requireAtInjectOnConstructors();
        bind(ConversationalBotConfiguration.class).toInstance(configuration);
        bind(Environment.class).toInstance(environment);
        bind(LifecycleEnvironment.class).toInstance(environment.lifecycle());
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        bind(InstantSource.class).toInstance(clock);
        bind(SecureRandom.class).toInstance(random);
        bind(RandomGenerator.class).toInstance(random);
        // This process: no earlier one of the same name began in the same millisecond.
        bind(NodeId.class).toInstance(new NodeId(configuration.node().value(), clock.millis()));
        useCase(FullHeap.class);
        essential("memory", FullHeap.class, FullHeap::lives);
        adapter(IdSource.class, Uuid7Source.class);
        adapter(TokenCounter.class, JtokkitTokenCounter.class);
        bind(ExecutorService.class).toInstance(Executors.newVirtualThreadPerTaskExecutor());
        bind(Executor.class).to(ExecutorService.class);
    }
}
