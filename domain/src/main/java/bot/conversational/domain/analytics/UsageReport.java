package bot.conversational.domain.analytics;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Figures of a time.
 *
 * @param buckets without gaps, oldest first; those without messages are there, too
 * @param models which answered how often, most often first
 * @param costs empty where no model has a price
 * @param api what models answered to callers whose conversations are not stored, of each bucket; empty when it was not asked
 */
public record UsageReport(
        List<Bucket> buckets, Figures totals, List<ModelUse> models, Optional<Costs> costs, List<ApiFigures> api) {

    /** One in which costs are not known. */
    public UsageReport(List<Bucket> buckets, Figures totals, List<ModelUse> models) {
        this(buckets, totals, models, Optional.empty(), List.of());
    }

    /** The same with what the answers cost. */
    public UsageReport with(Costs known) {
        return new UsageReport(buckets, totals, models, Optional.of(known), api);
    }

    /**
     * The same with what models answered beside conversations.
     *
     * @param figures of each bucket
     * @param answering how often which models did
     */
    public UsageReport with(List<ApiFigures> figures, List<ModelUse> answering) {
        Map<String, Long> all = new LinkedHashMap<>();
        Stream.concat(models.stream(), answering.stream())
                .forEach(use -> all.merge(use.model(), use.messages(), Long::sum));
        List<ModelUse> together = all.entrySet().stream()
                .map(use -> new ModelUse(use.getKey(), use.getValue()))
                .sorted(Comparator.comparingLong(ModelUse::messages).reversed())
                .toList();
        return new UsageReport(buckets, totals, together, costs, figures);
    }

    /**
     * Sums over answers that are in no conversation.
     *
     * @param cachedResponses answers of these that cost nothing since they were known
     */
    public record ApiFigures(long answers, long promptTokens, long completionTokens, long cachedResponses) {

        public static final ApiFigures NONE = new ApiFigures(0, 0, 0, 0);

        /** Both together. */
        public ApiFigures plus(ApiFigures other) {
            return new ApiFigures(
                    answers + other.answers,
                    promptTokens + other.promptTokens,
                    completionTokens + other.completionTokens,
                    cachedResponses + other.cachedResponses);
        }
    }

    /**
     * What answers cost, at the prices of their time.
     *
     * @param micros millionths of the currency, of each bucket
     */
    public record Costs(String currency, List<Long> micros) {

        public Costs {
            micros = List.copyOf(micros);
        }

        /** Of all buckets. */
        public long total() {
            return micros.stream().mapToLong(Long::longValue).sum();
        }
    }

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
        api = List.copyOf(api);
    }
}
