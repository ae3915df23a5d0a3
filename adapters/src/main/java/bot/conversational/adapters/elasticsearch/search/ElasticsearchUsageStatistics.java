package bot.conversational.adapters.elasticsearch.search;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchGuard;
import bot.conversational.adapters.elasticsearch.client.MessageIndexSchema;
import bot.conversational.domain.analytics.AnswerOutcomes;
import bot.conversational.domain.analytics.UsageQuery;
import bot.conversational.domain.analytics.UsageReport;
import bot.conversational.domain.analytics.UsageReport.Bucket;
import bot.conversational.domain.analytics.UsageReport.Figures;
import bot.conversational.domain.analytics.UsageReport.Latency;
import bot.conversational.domain.analytics.UsageReport.ModelUse;
import bot.conversational.domain.analytics.UsageStatistics;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds the messages up in Elasticsearch, in one call. */
public final class ElasticsearchUsageStatistics implements UsageStatistics {

    private final ElasticsearchClient client;
    private final String alias;
    private final ElasticsearchGuard calls = new ElasticsearchGuard("elasticsearch-usage");

    /** @param client one that waits for a report */
    public ElasticsearchUsageStatistics(ElasticsearchClient client, MessageIndexSchema schema) {
        this.client = client;
        alias = schema.alias();
    }

    @Override
    public UsageReport of(UserId user, UsageQuery query) {
        return report(new UsageRequest(alias, Optional.of(user), query).build());
    }

    @Override
    public UsageReport ofEverybody(UsageQuery query) {
        return report(new UsageRequest(alias, Optional.empty(), query).build());
    }

    @Override
    public List<AnswerOutcomes> outcomes(UsageQuery query) {
        SearchResponse<Void> response = ask(new OutcomeRequest(alias, query).build());
        return get(response.aggregations(), OutcomeRequest.BUCKETS).dateHistogram().buckets().array().stream()
                .map(it -> new AnswerOutcomes(
                        Instant.ofEpochMilli(it.key()),
                        it.docCount(),
                        counted(it.aggregations(), OutcomeRequest.FAILED),
                        counted(it.aggregations(), OutcomeRequest.INTERRUPTED)))
                .toList();
    }

    private static long counted(Map<String, Aggregate> sums, String name) {
        return get(sums, name).filter().docCount();
    }

    private SearchResponse<Void> ask(SearchRequest request) {
        SearchResponse<Void> response = calls.call(() -> client.search(request, Void.class));
        if (response.timedOut()) {
            throw new DomainException.Unavailable("The report took too long.", null);
        }
        return response;
    }

    private UsageReport report(SearchRequest request) {
        SearchResponse<Void> response = ask(request);
        Map<String, Aggregate> all = response.aggregations();
        long messages =
                response.hits().total() == null ? 0 : response.hits().total().value();
        return new UsageReport(
                get(all, UsageRequest.BUCKETS).dateHistogram().buckets().array().stream()
                        .map(it ->
                                new Bucket(Instant.ofEpochMilli(it.key()), figures(it.docCount(), it.aggregations())))
                        .toList(),
                figures(messages, all),
                models(get(all, UsageRequest.MODELS)));
    }

    private static Figures figures(long messages, Map<String, Aggregate> sums) {
        return new Figures(
                messages,
                get(sums, UsageRequest.CONVERSATIONS).cardinality().value(),
                Math.round(get(sums, UsageRequest.PROMPT_TOKENS).sum().value()),
                Math.round(get(sums, UsageRequest.COMPLETION_TOKENS).sum().value()),
                counted(sums, UsageRequest.CACHED),
                latency(get(sums, UsageRequest.LATENCY)
                        .tdigestPercentiles()
                        .values()
                        .keyed()),
                get(sums, UsageRequest.USERS).cardinality().value());
    }

    /** Without any answer the server says null for each. */
    private static Optional<Latency> latency(Map<String, String> percentiles) {
        List<String> values = List.of("50.0", "95.0", "99.0").stream()
                .map(percent -> String.valueOf(percentiles.get(percent)))
                .toList();
        return values.contains("null") || values.contains("NaN")
                ? Optional.empty()
                : Optional.of(new Latency(millis(values.get(0)), millis(values.get(1)), millis(values.get(2))));
    }

    private static long millis(String value) {
        return Math.round(Double.parseDouble(value));
    }

    private static List<ModelUse> models(Aggregate models) {
        return models.sterms().buckets().array().stream()
                .map(it -> new ModelUse(it.key().stringValue(), it.docCount()))
                .toList();
    }

    private static Aggregate get(Map<String, Aggregate> all, String name) {
        Aggregate one = all.get(name);
        if (one == null) {
            throw new DomainException.Broken("The search index did not add up " + name + ".", null);
        }
        return one;
    }
}
