package bot.conversational.domain.analytics;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Figures of a time.
 *
 * @param buckets without gaps, oldest first; those without messages are there, too
 * @param models which answered how often, most often first
 */
public record UsageReport(List<Bucket> buckets, Figures totals, List<ModelUse> models) {

    /** The figures of one interval, by when it starts in the zone asked for. */
    public record Bucket(Instant start, Figures figures) {}

    /**
     * Sums over messages.
     *
     * @param conversations in which there was a message; about right above 1,000
     * @param cachedResponses answers that cost nothing since they were known
     * @param latency of the answers, when there are any
     * @param activeUsers who have a message; about right above 1,000
     */
    public record Figures(
            long messages,
            long conversations,
            long promptTokens,
            long completionTokens,
            long cachedResponses,
            Optional<Latency> latency,
            long activeUsers) {}

    /** Milliseconds within which half, 95 and 99 of a hundred answers were complete, about. */
    public record Latency(long p50, long p95, long p99) {}

    /** How many messages a model wrote. */
    public record ModelUse(String model, long messages) {}

    public UsageReport {
        buckets = List.copyOf(buckets);
        models = List.copyOf(models);
    }
}
