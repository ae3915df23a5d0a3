package bot.conversational.application.http.analytics;

import bot.conversational.domain.analytics.UsageReport;
import bot.conversational.domain.analytics.UsageReport.Figures;
import bot.conversational.domain.analytics.UsageReport.Latency;
import bot.conversational.domain.analytics.UsageReport.ModelUse;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A report on usage, on the wire.
 *
 * @param models for administrators only
 */
public record UsageJson(
        List<BucketJson> buckets,
        FiguresJson totals,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ModelUse> models) {

    /** An interval: its start and its figures. */
    @Schema(name = "UsageBucket")
    public record BucketJson(Instant start, @JsonUnwrapped FiguresJson figures) {}

    /**
     * Figures of a time.
     *
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
            Long activeUsers) {}

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
        return new UsageJson(
                report.buckets().stream()
                        .map(it -> new BucketJson(it.start(), figures(it.figures(), everybody)))
                        .toList(),
                figures(report.totals(), everybody),
                everybody ? report.models() : null);
    }

    private static FiguresJson figures(Figures figures, boolean everybody) {
        return new FiguresJson(
                figures.messages(),
                figures.conversations(),
                figures.promptTokens(),
                figures.completionTokens(),
                figures.cachedResponses(),
                latency(figures.latency()),
                everybody ? figures.activeUsers() : null);
    }

    private static LatencyJson latency(Optional<Latency> latency) {
        return latency.map(it -> new LatencyJson(it.p50(), it.p95(), it.p99()))
                .orElseGet(() -> new LatencyJson(null, null, null));
    }
}
