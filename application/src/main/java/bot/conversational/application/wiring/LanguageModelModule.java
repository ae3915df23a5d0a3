package bot.conversational.application.wiring;

import bot.conversational.adapters.llm.ApiKey;
import bot.conversational.adapters.llm.OfflineLanguageModel;
import bot.conversational.adapters.llm.OpenAiLanguageModel;
import bot.conversational.adapters.llm.OpenAiSettings;
import bot.conversational.application.config.LanguageModelConfiguration;
import bot.conversational.application.health.ObservedLanguageModel;
import bot.conversational.domain.chat.LanguageModel;
import bot.conversational.domain.chat.ModelCatalog;
import bot.conversational.domain.chat.TokenCounter;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What answers. */
final class LanguageModelModule extends AbstractModule {

    private final LanguageModelConfiguration configuration;
    private final LifecycleEnvironment lifecycle;

    LanguageModelModule(LanguageModelConfiguration configuration, LifecycleEnvironment lifecycle) {
        this.configuration = configuration;
        this.lifecycle = lifecycle;
    }

    @Override
    protected void configure() {
        String provider = configuration.provider().name().toLowerCase(Locale.ROOT);
        String name = configuration.model().isBlank() ? OfflineLanguageModel.NAME : configuration.model();
        bind(ModelCatalog.class)
                .toInstance(new ModelCatalog(
                        List.of(new ModelCatalog.Model(name, provider, configuration.contextWindow()))));
        bind(LanguageModel.class).to(ObservedLanguageModel.class);
    }

    @Provides
    @Singleton
    ObservedLanguageModel languageModel(TokenCounter tokens) {
        LanguageModel model = switch (configuration.provider()) {
            case OFFLINE -> new OfflineLanguageModel(tokens);
            case OPENAI -> openAi();
        };
        return new ObservedLanguageModel(model, configuration.provider().name().toLowerCase(Locale.ROOT));
    }

    private LanguageModel openAi() {
        Optional<ApiKey> key = configuration.apiKey().isEmpty()
                ? Optional.empty()
                : Optional.of(new ApiKey(configuration.apiKey().reveal()));
        OpenAiLanguageModel model = new OpenAiLanguageModel(new OpenAiSettings(
                URI.create(configuration.baseUrl()), key, configuration.totalTimeout(), configuration.totalTimeout()));
        lifecycle.manage(new AutoCloseableManager(model));
        return model;
    }
}
