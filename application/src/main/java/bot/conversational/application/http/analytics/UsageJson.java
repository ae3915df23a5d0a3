package bot.conversational.application.http.analytics;

import bot.conversational.domain.analytics.UsageReport;
import bot.conversational.domain.analytics.UsageReport.ApiFigures;
import bot.conversational.domain.analytics.UsageReport.Bucket;
import bot.conversational.domain.analytics.UsageReport.Costs;
import bot.conversational.domain.analytics.UsageReport.Figures;
import bot.conversational.domain.analytics.UsageReport.Latency;
import bot.conversational.domain.analytics.UsageReport.ModelUse;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A report on usage, on the wire.
 *
 * @param models which answered how often, most often first
 */
public record UsageJson(List<BucketJson> buckets, FiguresJson totals, List<ModelUse> models) {

    /** Decimal places. */
    private static final int MICROS = 6;

    /** An interval: its start and its figures. */
    @Schema(name = "UsageBucket")
    public record BucketJson(Instant start, @JsonUnwrapped FiguresJson figures) {}

    /**
     * Figures of a time.
     *
     * @param cost of the tokens, at the prices of their time; absent where no model has a price
     * @param currency of the cost
     * @param activeUsers for administrators only
     */
    public record FiguresJson(
            long messages,
            long conversations,
            long promptTokens,
            long completionTokens,
            long cachedResponses,
            LatencyJson latencyMs,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            BigDecimal cost,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String currency,

            ApiJson api,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long activeUsers) {}

    /** Of these tokens and cached responses, those of calls under {@code /v1} that are in no conversation. */
    @Schema(name = "ApiUsage")
    public record ApiJson(long answers, long promptTokens, long completionTokens, long cachedResponses) {

        static ApiJson of(ApiFigures figures) {
            return new ApiJson(
                    figures.answers(), figures.promptTokens(), figures.completionTokens(), figures.cachedResponses());
        }
    }

    /** Percentiles; null without any answer. */
    public record LatencyJson(
            @Nullable Long p50,
            @Nullable Long p95,
            @Nullable Long p99) {}

    public static UsageJson own(UsageReport report) {
        return of(report, false);
    }

    static UsageJson everybodys(UsageReport report) {
        return of(report, true);
    }

    private static UsageJson of(UsageReport report, boolean everybody) {
        Optional<Costs> costs = report.costs();
        List<BucketJson> buckets = new ArrayList<>();
        for (int i = 0; i < report.buckets().size(); i++) {
            Bucket bucket = report.buckets().get(i);
            int at = i;
            Optional<Cost> cost = costs.map(all -> new Cost(all.micros().get(at), all.currency()));
            ApiFigures api =
                    report.api().isEmpty() ? ApiFigures.NONE : report.api().get(at);
            buckets.add(new BucketJson(bucket.start(), figures(bucket.figures(), api, cost, everybody)));
        }
        Optional<Cost> total = costs.map(all -> new Cost(all.total(), all.currency()));
        ApiFigures api = report.api().stream().reduce(ApiFigures.NONE, ApiFigures::plus);
        return new UsageJson(buckets, figures(report.totals(), api, total, everybody), report.models());
    }

    private record Cost(long micros, String currency) {}

    private static FiguresJson figures(Figures figures, ApiFigures api, Optional<Cost> cost, boolean everybody) {
        return new FiguresJson(
                figures.messages(),
                figures.conversations(),
                figures.promptTokens() + api.promptTokens(),
                figures.completionTokens() + api.completionTokens(),
                figures.cachedResponses() + api.cachedResponses(),
                latency(figures.latency()),
                cost.map(it -> BigDecimal.valueOf(it.micros(), MICROS)).orElse(null),
                cost.map(Cost::currency).orElse(null),
                ApiJson.of(api),
                everybody ? figures.activeUsers() : null);
    }

    private static LatencyJson latency(Optional<Latency> latency) {
        return latency.map(it -> new LatencyJson(it.p50(), it.p95(), it.p99()))
                .orElseGet(() -> new LatencyJson(null, null, null));
    }
}
