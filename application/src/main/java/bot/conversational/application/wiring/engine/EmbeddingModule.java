package bot.conversational.application.wiring.engine;

import bot.conversational.adapters.embeddings.EndpointEmbeddingModel;
import bot.conversational.adapters.embeddings.EndpointSettings;
import bot.conversational.adapters.embeddings.LocalEmbeddingModel;
import bot.conversational.adapters.embeddings.LocalModel;
import bot.conversational.application.config.EmbeddingConfiguration;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.llm.EmbeddingModel;
import bot.conversational.domain.search.meaning.Calibration;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The model of embeddings. */
public final class EmbeddingModule extends CapabilityModule {

    /** For a model that nobody has fitted. */
    private static final Calibration ANY = new Calibration(0.2, 0.5);

    private final EmbeddingConfiguration configuration;
    private final LifecycleEnvironment lifecycle;

    public EmbeddingModule(EmbeddingConfiguration configuration, LifecycleEnvironment lifecycle) {
        this.configuration = configuration;
        this.lifecycle = lifecycle;
    }

    @Provides
    @Singleton
    EmbeddingModel model(Executor threads) {
        if (configuration.local()) {
            LocalModel which = LocalModel.of(configuration.model()).orElseThrow();
            LocalEmbeddingModel model = new LocalEmbeddingModel(which, threads);
            lifecycle.manage(new AutoCloseableManager(model));
            return model;
        }
        EndpointEmbeddingModel model = new EndpointEmbeddingModel(new EndpointSettings(
                URI.create(configuration.baseUrl()),
                Optional.of(configuration.apiKey().reveal()).filter(key -> !key.isEmpty()),
                configuration.model(),
                configuration.wantedDimensions()));
        lifecycle.manage(new AutoCloseableManager(model));
        return model;
    }

    /** Fitted on known items, see ADR 23. */
    @Provides
    Calibration calibration() {
        return LocalModel.of(configuration.model())
                .map(which -> switch (which) {
                    case MINI_LM -> new Calibration(0.02, 0.4);
                    case BGE_SMALL -> new Calibration(0.42, 0.35);
                })
                .orElse(ANY);
    }
}
