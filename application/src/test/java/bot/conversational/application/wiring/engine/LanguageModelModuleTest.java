package bot.conversational.application.wiring.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import bot.conversational.adapters.llm.resilience.PrometheusModelObserver;
import bot.conversational.adapters.llm.resilience.RoutingLanguageModel;
import bot.conversational.application.config.LanguageModelConfiguration;
import bot.conversational.application.config.ModelConfiguration;
import bot.conversational.application.config.PriceConfiguration;
import bot.conversational.application.config.Secret;
import bot.conversational.application.tracing.Tracing;
import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.LanguageModel;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.Provider;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.Sampling;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.ToolUse;
import com.codahale.metrics.MetricRegistry;
import com.google.inject.Guice;
import com.google.inject.Injector;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanguageModelModuleTest {

    private static final PriceConfiguration PRICE = new PriceConfiguration(1_000_000, null, 2_000_000);

    private final Injector injector = Guice.createInjector(
            binder -> {
                binder.bind(TokenCounter.class).toInstance(String::length);
                binder.bind(Tracing.class).toInstance(Tracing.NONE);
            },
            new LanguageModelModule(
                    List.of(
                            model("careful", Provider.ANTHROPIC, "quick"),
                            model("quick", Provider.OPENAI, "here"),
                            model("local", Provider.OLLAMA, ""),
                            model("here", Provider.OFFLINE, "")),
                    new LanguageModelConfiguration(
                            Provider.OFFLINE,
                            "",
                            new Secret(""),
                            "",
                            60,
                            30,
                            8_192,
                            0,
                            "",
                            List.of(),
                            2,
                            "",
                            0,
                            0,
                            0,
                            "USD",
                            0),
                    new LifecycleEnvironment(new MetricRegistry())));

    @Test
    void catalogShouldHaveAllModelsInOrder() {
        assertThat(injector.getInstance(ModelCatalog.class).models())
                .extracting(ModelCatalog.Model::name, ModelCatalog.Model::provider)
                .containsExactly(
                        tuple("careful", Provider.ANTHROPIC),
                        tuple("quick", Provider.OPENAI),
                        tuple("local", Provider.OLLAMA),
                        tuple("here", Provider.OFFLINE));
    }

    @Test
    void eachModelShouldBeThereToBeAsked() {
        RoutingLanguageModel models = injector.getInstance(RoutingLanguageModel.class);
        assertThat(injector.getInstance(LanguageModel.class)).isSameAs(models);
        assertThat(models.states()).containsOnlyKeys("careful", "quick", "local", "here");

        Prompt prompt = new Prompt(
                "here",
                Optional.empty(),
                List.of(),
                Sampling.NONE,
                ToolUse.NONE,
                ResponseFormat.free(),
                Optional.empty());
        Completion completion = models.generate(prompt, delta -> {}, new Cancellation());

        assertThat(completion.model()).isEqualTo("here");
    }

    @Test
    void metricsShouldShowEachBreaker() {
        PrometheusRegistry registry = new PrometheusRegistry();
        injector.getInstance(PrometheusModelObserver.class)
                .register(registry, injector.getInstance(RoutingLanguageModel.class));

        assertThat(registry.scrape("language_model_breaker_open"::equals).get(0).getDataPoints())
                .extracting(point -> point.getLabels().get("model"))
                .containsExactlyInAnyOrder("careful", "quick", "local", "here");
    }

    @Test
    void metricsShouldShowWhatAnAnswerCosts() {
        PrometheusRegistry registry = new PrometheusRegistry();
        RoutingLanguageModel models = injector.getInstance(RoutingLanguageModel.class);
        injector.getInstance(PrometheusModelObserver.class).register(registry, models);
        Prompt prompt = new Prompt(
                "here",
                Optional.of("four"),
                List.of(),
                Sampling.NONE,
                ToolUse.NONE,
                ResponseFormat.free(),
                Optional.empty());

        TokenUsage used =
                models.generate(prompt, delta -> {}, new Cancellation()).usage().orElseThrow();

        assertThat(registry.scrape("gen_ai_client_cost"::equals).get(0).getDataPoints())
                .filteredOn(point -> "here".equals(point.getLabels().get("gen_ai_request_model")))
                .singleElement()
                .satisfies(point -> assertThat(((CounterDataPointSnapshot) point).getValue())
                        .isEqualTo(used.promptTokens() + 2.0 * used.completionTokens()));
    }

    private static ModelConfiguration model(String name, Provider provider, String fallback) {
        return new ModelConfiguration(
                name, provider, null, null, new Secret("sk-secret"), null, null, null, null, fallback, null, PRICE);
    }
}
