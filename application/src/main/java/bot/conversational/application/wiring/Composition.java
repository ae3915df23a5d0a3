package bot.conversational.application.wiring;

import bot.conversational.adapters.breaker.BreakerStates;
import bot.conversational.application.config.ConversationalBotConfiguration;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.application.wiring.access.AccountsModule;
import bot.conversational.application.wiring.access.AdministrationModule;
import bot.conversational.application.wiring.access.AllowanceModule;
import bot.conversational.application.wiring.access.ApiKeysModule;
import bot.conversational.application.wiring.capability.ChatModule;
import bot.conversational.application.wiring.capability.ConversationsModule;
import bot.conversational.application.wiring.capability.ErasureModule;
import bot.conversational.application.wiring.capability.ExportsModule;
import bot.conversational.application.wiring.capability.FilesModule;
import bot.conversational.application.wiring.capability.FoldersModule;
import bot.conversational.application.wiring.capability.HttpModule;
import bot.conversational.application.wiring.capability.ImportsModule;
import bot.conversational.application.wiring.capability.IndexMaintenanceModule;
import bot.conversational.application.wiring.capability.MonitoringModule;
import bot.conversational.application.wiring.capability.OpenAiModule;
import bot.conversational.application.wiring.capability.OperationsModule;
import bot.conversational.application.wiring.capability.ResponsesModule;
import bot.conversational.application.wiring.capability.RetentionModule;
import bot.conversational.application.wiring.capability.SearchModule;
import bot.conversational.application.wiring.capability.SemanticSearchModule;
import bot.conversational.application.wiring.capability.SharingModule;
import bot.conversational.application.wiring.capability.TracingModule;
import bot.conversational.application.wiring.capability.TransferModule;
import bot.conversational.application.wiring.engine.DatabaseModule;
import bot.conversational.application.wiring.engine.ElasticsearchModule;
import bot.conversational.application.wiring.engine.EmbeddingModule;
import bot.conversational.application.wiring.engine.LanguageModelModule;
import bot.conversational.application.wiring.engine.PostgresModule;
import bot.conversational.application.wiring.engine.RedisModule;
import bot.conversational.application.wiring.engine.SystemModule;
import com.google.inject.Guice;
import com.google.inject.Module;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Puts adapters behind the domain's ports, as the configuration says. */
public final class Composition {

    private Composition() {}

    /** All that the service is made of. Background jobs start in this order, and stop the other way round. */
    private static List<Module> modules(
            ConversationalBotConfiguration configuration, Environment environment, InstantSource machine) {
        LifecycleEnvironment lifecycle = environment.lifecycle();
        List<Module> modules = new ArrayList<>(List.of(
                new SystemModule(configuration, environment, machine),
                new DatabaseModule(configuration.postgres(), environment),
                new PostgresModule(configuration.postgres()),
                new RedisModule(configuration, lifecycle),
                new ElasticsearchModule(configuration.elasticsearch(), lifecycle),
                new LanguageModelModule(configuration.models(), configuration.llm(), lifecycle),
                new HttpModule(),
                new MonitoringModule(),
                new TracingModule(configuration.tracing(), lifecycle),
                new AccountsModule(),
                new ApiKeysModule(),
                new AllowanceModule(),
                new AdministrationModule(),
                new ConversationsModule(),
                new FoldersModule(),
                new SearchModule(),
                new IndexMaintenanceModule(configuration.embeddings()),
                new ChatModule(),
                new OpenAiModule(),
                new ResponsesModule(),
                new FilesModule(),
                new SharingModule(),
                new ExportsModule(),
                new ErasureModule(),
                new RetentionModule(),
                new OperationsModule(),
                new TransferModule(),
                new ImportsModule()));
        if (configuration.embeddings().enabled()) {
            modules.add(new EmbeddingModule(configuration.embeddings(), lifecycle));
            modules.add(new SemanticSearchModule(configuration.embeddings()));
        }
        return modules;
    }

    /**
     * Makes one object by its one public constructor, with its dependencies only; nothing is started or connected to.
     *
     * @param <T> the whole service, or a record of what a command uses
     */
    public static <T> T make(Class<T> type, ConversationalBotConfiguration configuration, Environment environment) {
        return make(type, configuration, environment, InstantSource.system());
    }

    /** The same on a machine whose clock goes otherwise. */
    public static <T> T make(
            Class<T> type,
            ConversationalBotConfiguration configuration,
            Environment environment,
            InstantSource machine) {
        BreakerStates.load();
        List<Module> modules = modules(configuration, environment, machine);
        modules.add(new CapabilityModule() {
            @Override
            protected void configure() {
                useCase(type);
            }
        });
        return Guice.createInjector(modules).getInstance(type);
    }
}
