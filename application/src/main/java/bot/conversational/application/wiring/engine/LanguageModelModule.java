package bot.conversational.application.wiring.engine;

import bot.conversational.adapters.llm.calls.ModelConnections;
import bot.conversational.adapters.llm.calls.ModelProtocol;
import bot.conversational.adapters.llm.calls.ModelSettings;
import bot.conversational.adapters.llm.calls.ProviderKey;
import bot.conversational.adapters.llm.calls.RemoteLanguageModel;
import bot.conversational.adapters.llm.resilience.EndpointBreaker;
import bot.conversational.adapters.llm.resilience.OfflineLanguageModel;
import bot.conversational.adapters.llm.resilience.PrometheusModelObserver;
import bot.conversational.adapters.llm.resilience.RetryPolicy;
import bot.conversational.adapters.llm.resilience.RoutingLanguageModel;
import bot.conversational.application.config.LanguageModelConfiguration;
import bot.conversational.application.config.ModelConfiguration;
import bot.conversational.application.health.LanguageModelProbe;
import bot.conversational.application.health.MetricSource;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.application.state.ModelTroubles;
import bot.conversational.application.state.ModelTroubles.Breaker;
import bot.conversational.application.state.ModelTroubles.ModelTrouble;
import bot.conversational.application.tracing.Tracing;
import bot.conversational.domain.llm.LanguageModel;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.llm.ModelPrices;
import bot.conversational.domain.llm.TokenCounter;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The language models. */
public final class LanguageModelModule extends CapabilityModule {

    /** After its breaker opened, an endpoint is tried again in this time: soon enough for those who wait for it. */
    private static final Duration BREAKER_PAUSE = Duration.ofSeconds(10);

    private final List<ModelConfiguration> models;
    private final LanguageModelConfiguration usual;
    private final LifecycleEnvironment lifecycle;

    /**
     * @param models the default one first
     * @param usual what holds for all of them
     */
    public LanguageModelModule(
            List<ModelConfiguration> models, LanguageModelConfiguration usual, LifecycleEnvironment lifecycle) {
        this.models = models;
        this.usual = usual;
        this.lifecycle = lifecycle;
    }

    @Override
    protected void configure() {
        bind(ModelCatalog.class)
                .toInstance(new ModelCatalog(models.stream()
                        .map(model -> new ModelCatalog.Model(model.name(), model.provider(), model.effectiveWindow()))
                        .toList()));
        bind(ModelPrices.class).toInstance(ModelConfiguration.prices(models, usual.currency()));
        provide(LanguageModel.class, RoutingLanguageModel.class, Tracing.class, (all, tracing) -> tracing.models(all));
        useCase(PrometheusModelObserver.class);
        provide(
                ModelTroubles.class,
                RoutingLanguageModel.class,
                PrometheusModelObserver.class,
                (all, observer) -> () -> troubles(all, observer));
        probe("language-model", RoutingLanguageModel.class, all -> LanguageModelProbe.ask(all.states()));
    }

    private static List<ModelTrouble> troubles(RoutingLanguageModel all, PrometheusModelObserver observer) {
        Map<String, Map<String, Long>> failures = observer.failureCounts();
        return all.states().entrySet().stream()
                .map(it -> new ModelTrouble(
                        it.getKey(),
                        Breaker.valueOf(it.getValue().name()),
                        failures.getOrDefault(it.getKey(), Map.of())))
                .toList();
    }

    @Provides
    @Singleton
    RoutingLanguageModel languageModel(TokenCounter tokens, PrometheusModelObserver metrics, Tracing tracing) {
        RoutingLanguageModel all = new RoutingLanguageModel(RetryPolicy.of(usual.retries()), metrics);
        ModelConnections connections = new ModelConnections(tracing::addHeaders);
        lifecycle.manage(new AutoCloseableManager(connections));
        Map<URI, EndpointBreaker> breakers = new HashMap<>();
        for (ModelConfiguration model : models) {
            switch (model.provider()) {
                case OFFLINE -> all.with(model.name(), new OfflineLanguageModel(tokens, usual.offlinePause()));
                case OPENAI, ANTHROPIC, OLLAMA ->
                    all.with(
                            model.name(),
                            new RemoteLanguageModel(connections, settings(model)),
                            breakers.computeIfAbsent(
                                    model.effectiveBaseUrl(),
                                    url -> new EndpointBreaker(url.getAuthority(), BREAKER_PAUSE)),
                            model.effectiveTimeout(),
                            model.effectiveFallback());
            }
        }
        return all;
    }

    @ProvidesIntoSet
    MetricSource metrics(PrometheusModelObserver observer, RoutingLanguageModel all) {
        return registry -> observer.register(registry, all);
    }

    private static ModelSettings settings(ModelConfiguration model) {
        return new ModelSettings(
                ModelProtocol.of(model.provider()),
                model.effectiveBaseUrl(),
                model.effectiveApiKey().map(key -> new ProviderKey(key.reveal())),
                model.effectiveModel(),
                model.effectiveWindow(),
                model.effectiveTimeout(),
                model.effectiveFirstTokenTimeout(),
                model.effectiveMaxOutputTokens(),
                model.effectiveDrop());
    }
}
