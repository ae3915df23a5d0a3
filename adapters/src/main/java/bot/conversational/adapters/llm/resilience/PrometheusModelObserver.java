package bot.conversational.adapters.llm.resilience;

import bot.conversational.adapters.llm.failure.FailureKind;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** How calls of language models go, for Prometheus. Labels are names of the configuration, so they stay few. */
public final class PrometheusModelObserver implements ModelObserver {

    private final Counter failures = Counter.builder()
            .name("language_model_failures_total")
            .help("Failed attempts, by kind of failure")
            .labelNames("model", "kind")
            .build();
    private final Counter retries = Counter.builder()
            .name("language_model_retries_total")
            .help("Attempts after the first one")
            .labelNames("model")
            .build();
    private final Counter fallbacks = Counter.builder()
            .name("language_model_fallbacks_total")
            .help("Prompts passed to a fallback model")
            .labelNames("model", "fallback")
            .build();

    @Override
    public void failed(String model, FailureKind kind) {
        failures.labelValues(model, kind.label()).inc();
    }

    @Override
    public void retried(String model) {
        retries.labelValues(model).inc();
    }

    @Override
    public void fellBack(String model, String other) {
        fallbacks.labelValues(model, other).inc();
    }

    /** Shows them, and the breakers as they are whenever somebody looks. */
    public void register(PrometheusRegistry registry, RoutingLanguageModel models) {
        registry.register(failures);
        registry.register(retries);
        registry.register(fallbacks);
        GaugeWithCallback.builder()
                .name("language_model_breaker_open")
                .help("1: calls are kept from the model's endpoint; 0.5: the next one is let through to try; 0: all"
                        + " are")
                .labelNames("model")
                .callback(gauge -> models.states().forEach((model, state) -> gauge.call(value(state), model)))
                .register(registry);
    }

    private static double value(EndpointBreaker.State state) {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 0.5;
            case OPEN -> 1;
        };
    }
}
