package bot.conversational.application.wiring.engine;

import bot.conversational.adapters.embeddings.EndpointModels;
import bot.conversational.adapters.embeddings.EndpointSettings;
import bot.conversational.adapters.embeddings.LocalModel;
import bot.conversational.adapters.embeddings.LocalModels;
import bot.conversational.application.config.EmbeddingConfiguration;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.llm.EmbeddingModel;
import bot.conversational.domain.search.meaning.CalibratedModels;
import bot.conversational.domain.search.meaning.Calibration;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.net.URI;
import java.util.Optional;

/** The models of embeddings. */
public final class EmbeddingModule extends CapabilityModule {

    private final EmbeddingConfiguration configuration;
    private final LifecycleEnvironment lifecycle;

    public EmbeddingModule(EmbeddingConfiguration configuration, LifecycleEnvironment lifecycle) {
        this.configuration = configuration;
        this.lifecycle = lifecycle;
    }

    @Override
    protected void configure() {
        provide(
                EmbeddingModel.class,
                CalibratedModels.class,
                models -> models.wanted().model());
    }

    @Provides
    @Singleton
    CalibratedModels models() {
        if (configuration.local()) {
            LocalModel which = LocalModel.of(configuration.model()).orElseThrow();
            LocalModels models = new LocalModels(which, EmbeddingModule::aside);
            lifecycle.manage(new AutoCloseableManager(models));
            return models;
        }
        EndpointSettings settings = new EndpointSettings(
                URI.create(configuration.baseUrl()),
                Optional.of(configuration.apiKey().reveal()).filter(key -> !key.isEmpty()),
                configuration.model(),
                configuration.wantedDimensions());
        EndpointModels models =
                new EndpointModels(settings, new Calibration(configuration.unrelated(), configuration.wordWeight()));
        lifecycle.manage(new AutoCloseableManager(models));
        return models;
    }

    /** What only computes keeps a virtual thread's processor from others. */
    private static void aside(Runnable loading) {
        Thread.ofPlatform().daemon().name("embedding-load").start(loading);
    }
}
