package bot.conversational.adapters.elasticsearch.search;

import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.user.UserId;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CalendarInterval;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Highlight;
import co.elastic.clients.elasticsearch.core.search.HighlighterEncoder;
import co.elastic.clients.util.NamedValue;
import java.util.List;

/** A search for a page of messages in Elasticsearch's terms. */
record MessageSearchRequest(String alias, UserId user, MessageQuery query) {

    static final String CONTENT = "content";
    static final String ROLE = "role";
    static final String MODEL = "model";
    static final String MONTH = "month";

    private static final String CONTENT_PREFIXES = "content._index_prefix";
    private static final String CREATED_AT = "createdAt";

    /** Less than the client waits, so that the server says so itself and frees its thread. */
    static final String TIMEOUT = "500ms";

    private static final int COUNTED_HITS = 10_000;
    private static final int FACET_VALUES = 50;
    private static final int FRAGMENTS = 3;
    private static final int FRAGMENT_CHARS = 150;

    SearchRequest build() {
        return SearchRequest.of(it -> {
            it.index(alias)
                    .routing(user.toString())
                    .query(new MatchingMessages(user, query).inIndex())
                    .highlight(highlight())
                    .aggregations(ROLE, byValue(ROLE))
                    .aggregations(MODEL, byValue(MODEL))
                    .aggregations(MONTH, byMonth())
                    .sort(order(query.sort()))
                    // One more than requested shows whether there is a next page.
                    .size(query.page().limit() + 1)
                    .trackTotalHits(track -> track.count(COUNTED_HITS))
                    .timeout(TIMEOUT)
                    .allowPartialSearchResults(false);
            query.page().after().ifPresent(after -> it.searchAfter(SearchPosition.parse(query.sort(), after)));
            return it;
        });
    }

    static List<SortOptions> order(MessageQuery.Sort sort) {
        return switch (sort) {
            case RELEVANCE ->
                List.of(
                        SortOptions.of(it -> it.score(score -> score.order(SortOrder.Desc))),
                        by(CREATED_AT, SortOrder.Desc),
                        by("messageId", SortOrder.Desc));
            case NEWEST -> List.of(by(CREATED_AT, SortOrder.Desc), by("messageId", SortOrder.Desc));
            case OLDEST -> List.of(by(CREATED_AT, SortOrder.Asc), by("messageId", SortOrder.Asc));
        };
    }

    private static SortOptions by(String field, SortOrder order) {
        return SortOptions.of(it -> it.field(sort -> sort.field(field).order(order)));
    }

    /** Prefixes match in a field of their own, which the index made for them; they are to be seen in this one. */
    static Highlight highlight() {
        return Highlight.of(it -> it.fields(CONTENT, field -> field.matchedFields(CONTENT, CONTENT_PREFIXES))
                .encoder(HighlighterEncoder.Html)
                .preTags("<em>")
                .postTags("</em>")
                .numberOfFragments(FRAGMENTS)
                .fragmentSize(FRAGMENT_CHARS));
    }

    private static Aggregation byValue(String field) {
        return Aggregation.of(it -> it.terms(terms -> terms.field(field).size(FACET_VALUES)));
    }

    private static Aggregation byMonth() {
        return Aggregation.of(it -> it.dateHistogram(month -> month.field(CREATED_AT)
                .calendarInterval(CalendarInterval.Month)
                .format("yyyy-MM")
                .timeZone("UTC")
                .minDocCount(1)
                .order(List.of(NamedValue.of("_count", SortOrder.Desc), NamedValue.of("_key", SortOrder.Asc)))));
    }
}
