package bot.conversational.adapters.llm.resilience;

import bot.conversational.domain.llm.ModelPrices.Price;
import bot.conversational.domain.llm.TokenUsage;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The series of one model, each looked up once. */
final class MeasuredTries implements ModelObserver.Tries {

    private static final double SECOND = 1e9;

    /** @param durations by outcome */
    record Times(
            Function<String, DistributionDataPoint> durations,
            DistributionDataPoint firstPieces,
            DistributionDataPoint gaps) {}

    record Cost(Price price, CounterDataPoint sum) {}

    private final Map<ModelObserver.Outcome, DistributionDataPoint> durations =
            new EnumMap<>(ModelObserver.Outcome.class);
    private final DistributionDataPoint firstPieces;
    private final DistributionDataPoint gaps;
    private final DistributionDataPoint input;
    private final DistributionDataPoint cachedInput;
    private final DistributionDataPoint output;
    private final Optional<Cost> cost;

    /**
     * @param tokens by type
     * @param cost empty when the model has no price
     */
    MeasuredTries(Times times, Function<String, DistributionDataPoint> tokens, Optional<Cost> cost) {
        for (ModelObserver.Outcome outcome : ModelObserver.Outcome.values()) {
            durations.put(outcome, times.durations().apply(outcome.name().toLowerCase(Locale.ROOT)));
        }
        firstPieces = times.firstPieces();
        gaps = times.gaps();
        input = tokens.apply("input");
        cachedInput = tokens.apply("cached_input");
        output = tokens.apply("output");
        this.cost = cost;
    }

    @Override
    public void began(long nanos) {
        firstPieces.observe(nanos / SECOND);
    }

    @Override
    public void went(long nanos) {
        gaps.observe(nanos / SECOND);
    }

    @Override
    public void ended(ModelObserver.Outcome outcome, long nanos) {
        DistributionDataPoint times = durations.get(outcome);
        if (times != null) {
            times.observe(nanos / SECOND);
        }
    }

    @Override
    public void used(TokenUsage usage) {
        input.observe(usage.promptTokens());
        output.observe(usage.completionTokens());
        if (usage.cachedTokens() > 0) {
            cachedInput.observe(usage.cachedTokens());
        }
        cost.ifPresent(it -> it.sum().inc(it.price().of(usage)));
    }
}
