package bot.conversational.application.wiring;

import bot.conversational.application.config.ConversationalBotConfiguration;
import bot.conversational.application.http.chat.TurnCall;
import bot.conversational.application.http.chat.TurnResponses;
import bot.conversational.application.http.overload.ConcurrencyLimit;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.login.LogInLimits;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.time.Duration;
import java.util.List;

/** Puts adapters behind the domain's ports, as the configuration says. */
public final class Composition {

    private Composition() {}

    /** Everything that the service is made of; nothing is connected to yet. */
    public static Injector assemble(
            ConversationalBotConfiguration configuration, Environment environment, List<Class<?>> resources) {
        BreakerStates.load();
        LifecycleEnvironment lifecycle = environment.lifecycle();
        return Guice.createInjector(
                Stage.PRODUCTION,
                new SystemModule(configuration.node(), lifecycle),
                new PostgresModule(configuration.postgres(), environment),
                new RedisModule(configuration.redis(), configuration.cache(), lifecycle),
                new ElasticsearchModule(configuration.elasticsearch(), lifecycle),
                new LanguageModelModule(
                        configuration.models(), configuration.llm().retries(), lifecycle),
                new AccountsModule(),
                new ErasureModule(),
                new ConversationsModule(),
                new ChatModule(),
                new LiveTurnsModule(configuration.turns()),
                new TransferModule(),
                new IndexMaintenanceModule(),
                new EdgeModule(configuration, environment, resources));
    }

    /** The resources, and what of the configuration the use cases need as it is. */
    private static final class EdgeModule extends AbstractModule {

        private final ConversationalBotConfiguration configuration;
        private final Environment environment;
        private final List<Class<?>> resources;

        EdgeModule(ConversationalBotConfiguration configuration, Environment environment, List<Class<?>> resources) {
            this.environment = environment;
            this.configuration = configuration;
            this.resources = resources;
        }

        @Override
        protected void configure() {
            binder().requireExplicitBindings();
            binder().requireAtInjectOnConstructors();
            bind(LogInLimits.class).toInstance(configuration.logIn().limits());
            bind(SessionLife.class)
                    .toInstance(new SessionLife(
                            configuration.cache().sessions(),
                            Duration.ofSeconds(configuration.sessions().maxAge())));
            bind(ObjectMapper.class).toInstance(environment.getObjectMapper());
            bind(ConcurrencyLimit.class)
                    .toInstance(new ConcurrencyLimit(configuration.http().maxConcurrentCalls()));
            bind(TurnCall.class);
            bind(TurnResponses.class);
            resources.forEach(this::bind);
        }
    }
}
