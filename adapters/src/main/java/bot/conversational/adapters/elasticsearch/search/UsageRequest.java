package bot.conversational.adapters.elasticsearch.search;

import bot.conversational.domain.analytics.UsageQuery;
import bot.conversational.domain.user.UserId;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import java.util.Map;
import java.util.Optional;

/**
 * A report on usage in Elasticsearch's terms: sums only, no message leaves the server.
 *
 * @param user whose messages count; everybody's when empty
 */
record UsageRequest(String alias, Optional<UserId> user, UsageQuery query) {

    static final String BUCKETS = "buckets";
    static final String CONVERSATIONS = "conversations";
    static final String PROMPT_TOKENS = "promptTokens";
    static final String COMPLETION_TOKENS = "completionTokens";
    static final String CACHED = "cached";
    static final String LATENCY = "latency";
    static final String USERS = "users";
    static final String MODELS = "models";

    private static final int EXACT_UP_TO = 1_000;
    private static final int MOST_MODELS = 100;

    SearchRequest build() {
        return SearchRequest.of(it -> {
            user.ifPresent(owner -> it.routing(owner.toString()));
            return it.index(alias)
                    .query(counted -> counted.bool(this::counted))
                    .size(0)
                    .aggregations(sums())
                    .aggregations(
                            MODELS,
                            Aggregation.of(agg ->
                                    agg.terms(terms -> terms.field("model").size(MOST_MODELS))))
                    .aggregations(BUCKETS, new ReportedTime(query).buckets(sums()))
                    .trackTotalHits(track -> track.enabled(true))
                    .timeout(ReportedTime.TIMEOUT)
                    .allowPartialSearchResults(false);
        });
    }

    private BoolQuery.Builder counted(BoolQuery.Builder bool) {
        user.ifPresent(owner ->
                bool.filter(filter -> filter.term(term -> term.field("userId").value(owner.toString()))));
        return bool.filter(new ReportedTime(query).filter());
    }

    private static Map<String, Aggregation> sums() {
        return Map.of(
                CONVERSATIONS,
                distinct("conversationId"),
                USERS,
                distinct("userId"),
                PROMPT_TOKENS,
                Aggregation.of(it -> it.sum(sum -> sum.field("promptTokens"))),
                COMPLETION_TOKENS,
                Aggregation.of(it -> it.sum(sum -> sum.field("completionTokens"))),
                CACHED,
                Aggregation.of(it -> it.filter(
                        filter -> filter.term(term -> term.field("cached").value(true)))),
                LATENCY,
                Aggregation.of(it -> it.percentiles(
                        percentiles -> percentiles.field("latencyMs").percents(50.0, 95.0, 99.0))));
    }

    private static Aggregation distinct(String field) {
        return Aggregation.of(it -> it.cardinality(count -> count.field(field).precisionThreshold(EXACT_UP_TO)));
    }
}
