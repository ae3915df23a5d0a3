package bot.conversational.adapters.llm.resilience;

import bot.conversational.adapters.llm.failure.FailureKind;
import bot.conversational.domain.llm.ModelPrices;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How calls of language models go, for Prometheus. Labels are names of the configuration, so they stay few. */
public final class PrometheusModelObserver implements ModelObserver {

    private static final String MODEL = "gen_ai_request_model";

    /** Twice as long as the one before, about. */
    private static final double[] LONG_TIMES = {0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120};

    private static final double[] SHORT_TIMES = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};
    private static final double[] TOKENS = {16, 64, 256, 1024, 4096, 16384, 65536, 262144};

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
    private final Histogram durations = histogram(
            "gen_ai_client_operation_duration_seconds", "Time of an attempt of a model.", LONG_TIMES, "outcome");
    private final Histogram firstPieces = histogram(
            "gen_ai_client_operation_time_to_first_chunk_seconds",
            "Time from an attempt to the first piece of its answer.",
            SHORT_TIMES);
    private final Histogram gaps = histogram(
            "gen_ai_client_operation_time_per_output_chunk_seconds",
            "Time between two pieces of an answer, as the node reads them.",
            SHORT_TIMES);
    private final Histogram usage = histogram(
            "gen_ai_client_token_usage",
            "Tokens of an answer as its provider counted them; cached input is part of input.",
            TOKENS,
            "gen_ai_token_type");
    private final Counter cost = Counter.builder()
            .name("gen_ai_client_cost_total")
            .help("Price of the tokens that providers counted, by the prices of the configuration.")
            .labelNames(MODEL, "currency")
            .build();
    private final ModelPrices prices;

    public PrometheusModelObserver(ModelPrices prices) {
        this.prices = prices;
    }

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

    @Override
    public Tries tries(String model) {
        // What has not happened yet is 0 from the start on, so that a rate sees the first one.
        retries.initLabelValues(model);
        for (FailureKind kind : FailureKind.values()) {
            failures.initLabelValues(model, kind.label());
        }
        return new MeasuredTries(
                new MeasuredTries.Times(
                        outcome -> durations.labelValues(model, outcome),
                        firstPieces.labelValues(model),
                        gaps.labelValues(model)),
                type -> usage.labelValues(model, type),
                prices.of(model)
                        .map(price -> new MeasuredTries.Cost(price, cost.labelValues(model, prices.currency()))));
    }

    /** Failed attempts of each model by the kind of failure, without those that did not occur. */
    public Map<String, Map<String, Long>> failureCounts() {
        Map<String, Map<String, Long>> counts = new HashMap<>();
        for (CounterSnapshot.CounterDataPointSnapshot series :
                failures.collect().getDataPoints()) {
            if (series.getValue() > 0) {
                counts.computeIfAbsent(series.getLabels().get("model"), model -> new TreeMap<>())
                        .put(series.getLabels().get("kind"), (long) series.getValue());
            }
        }
        return counts;
    }

    /** Shows them, and the breakers as they are whenever somebody looks. */
    public void register(PrometheusRegistry registry, RoutingLanguageModel models) {
        registry.register(failures);
        registry.register(retries);
        registry.register(fallbacks);
        registry.register(durations);
        registry.register(firstPieces);
        registry.register(gaps);
        registry.register(usage);
        registry.register(cost);
        GaugeWithCallback.builder()
                .name("language_model_breaker_open")
                .help("1: calls are kept from the model's endpoint; 0.5: the next one is let through to try; 0: all"
                        + " are")
                .labelNames("model")
                .callback(gauge -> models.states().forEach((model, state) -> gauge.call(value(state), model)))
                .register(registry);
    }

    private static Histogram histogram(String name, String help, double[] bounds, String... labels) {
        String[] all = new String[labels.length + 1];
        all[0] = MODEL;
        System.arraycopy(labels, 0, all, 1, labels.length);
        return Histogram.builder()
                .name(name)
                .help(help)
                .labelNames(all)
                .classicUpperBounds(bounds)
                .nativeInitialSchema(3)
                .nativeMaxNumberOfBuckets(60)
                .build();
    }

    private static double value(EndpointBreaker.State state) {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 0.5;
            case OPEN -> 1;
        };
    }
}
