package bot.conversational.adapters.elasticsearch.search;

import bot.conversational.domain.analytics.UsageQuery;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.llm.MessageRole;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import java.util.Locale;
import java.util.Map;

/** How everybody's answers ended, in Elasticsearch's terms: sums only, no message leaves the server. */
record OutcomeRequest(String alias, UsageQuery query) {

    static final String BUCKETS = "buckets";
    static final String FAILED = "failed";
    static final String INTERRUPTED = "interrupted";

    SearchRequest build() {
        ReportedTime time = new ReportedTime(query);
        Map<String, Aggregation> sums =
                Map.of(FAILED, with(MessageStatus.FAILED), INTERRUPTED, with(MessageStatus.INTERRUPTED));
        return SearchRequest.of(it -> it.index(alias)
                .query(counted -> counted.bool(bool -> bool.filter(time.filter(), is("role", MessageRole.ASSISTANT))))
                .size(0)
                .aggregations(BUCKETS, time.buckets(sums))
                .timeout(ReportedTime.TIMEOUT)
                .allowPartialSearchResults(false));
    }

    private static Aggregation with(MessageStatus status) {
        return Aggregation.of(it -> it.filter(is("status", status)));
    }

    private static Query is(String field, Enum<?> value) {
        return Query.of(it ->
                it.term(term -> term.field(field).value(value.name().toLowerCase(Locale.ROOT))));
    }
}
