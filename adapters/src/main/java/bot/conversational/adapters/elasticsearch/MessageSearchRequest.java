package bot.conversational.adapters.elasticsearch;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.QueryText;
import bot.conversational.domain.search.WordParts;
import bot.conversational.domain.user.UserId;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CalendarInterval;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.ZeroTermsQuery;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Highlight;
import co.elastic.clients.elasticsearch.core.search.HighlighterEncoder;
import co.elastic.clients.util.NamedValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A query in Elasticsearch's terms. Whose messages are looked at stands beside what the user typed, never in it, and what
 * he typed is only ever the value of a typed clause: nothing in it can be syntax.
 */
record MessageSearchRequest(String alias, UserId user, MessageQuery query) {

    static final String CONTENT = "content";
    static final String ROLE = "role";
    static final String MODEL = "model";
    static final String MONTH = "month";

    private static final String PARTS = "parts";
    private static final float LESS = 0.5f;
    private static final String CONTENT_PREFIXES = "content._index_prefix";
    private static final String CREATED_AT = "createdAt";
    private static final String TIMEOUT = "1500ms";
    private static final int COUNTED_HITS = 10_000;
    private static final int FACET_VALUES = 50;
    private static final int FRAGMENTS = 3;
    private static final int FRAGMENT_CHARS = 150;

    SearchRequest build() {
        return SearchRequest.of(it -> {
            it.index(alias)
                    .routing(user.toString())
                    .query(Query.of(q -> q.bool(matching())))
                    .highlight(highlight())
                    .aggregations(ROLE, byValue(ROLE))
                    .aggregations(MODEL, byValue(MODEL))
                    .aggregations(MONTH, byMonth())
                    .sort(order())
                    // One more than asked for tells whether there is a next page.
                    .size(query.page().limit() + 1)
                    .trackTotalHits(track -> track.count(COUNTED_HITS))
                    .timeout(TIMEOUT)
                    .allowPartialSearchResults(false);
            query.page().after().ifPresent(after -> it.searchAfter(SearchPosition.parse(query.sort(), after)));
            return it;
        });
    }

    private BoolQuery matching() {
        QueryText terms = query.terms();
        BoolQuery.Builder bool = new BoolQuery.Builder().filter(filters());
        terms.words().forEach(word -> bool.should(phrase(word, ZeroTermsQuery.All)));
        bool.minimumShouldMatch(String.valueOf(terms.required()));
        terms.phrases().forEach(words -> bool.must(phrase(words, ZeroTermsQuery.All)));
        terms.prefixes().forEach(start -> bool.must(prefix(start)));
        terms.unwanted().forEach(words -> bool.mustNot(phrase(words, ZeroTermsQuery.None)));
        if (terms.isEmpty()) {
            bool.must(Query.of(it -> it.matchNone(none -> none)));
        }
        return bool.build();
    }

    /**
     * A word is a phrase, too: of one word mostly, of several where the analyser sees more than white space does. It is
     * looked for among the words as they are and, for less, among the parts of compound ones.
     */
    private static Query phrase(String words, ZeroTermsQuery whenNoWordIsLeft) {
        Query whole = Query.of(it ->
                it.matchPhrase(phrase -> phrase.field(CONTENT).query(words).zeroTermsQuery(whenNoWordIsLeft)));
        Query parts = Query.of(it -> it.matchPhrase(
                phrase -> phrase.field(PARTS).query(WordParts.spelledOut(words)).boost(LESS)));
        return Query.of(it -> it.disMax(best -> best.queries(whole, parts)));
    }

    /** A prefix is not analysed, so that its case is ours to fold. The index knows beginnings of this length by heart. */
    private static Query prefix(String start) {
        String lower = start.toLowerCase(Locale.ROOT);
        return Query.of(it -> it.disMax(best -> best.queries(
                Query.of(q -> q.prefix(prefix -> prefix.field(CONTENT).value(lower))),
                Query.of(
                        q -> q.prefix(prefix -> prefix.field(PARTS).value(lower).boost(LESS))))));
    }

    private List<Query> filters() {
        MessageQuery.Filters wanted = query.filters();
        List<Query> filters = new ArrayList<>();
        filters.add(is("userId", user.toString()));
        wanted.role().ifPresent(role -> filters.add(is(ROLE, StoredMessage.name(role))));
        wanted.conversation().map(ConversationId::toString).ifPresent(id -> filters.add(is("conversationId", id)));
        wanted.model().ifPresent(model -> filters.add(is(MODEL, model)));
        wanted.feedback().ifPresent(rating -> filters.add(is("feedback", StoredMessage.name(rating))));
        wanted.archived()
                .ifPresent(archived -> filters.add(
                        Query.of(it -> it.term(term -> term.field("archived").value(archived)))));
        if (wanted.from().isPresent() || wanted.to().isPresent()) {
            filters.add(createdBetween(wanted.from(), wanted.to()));
        }
        return filters;
    }

    private static Query is(String field, String value) {
        return Query.of(it -> it.term(term -> term.field(field).value(value)));
    }

    private static Query createdBetween(Optional<Instant> from, Optional<Instant> to) {
        return Query.of(it -> it.range(range -> range.date(date -> {
            date.field(CREATED_AT);
            from.ifPresent(instant -> date.gte(String.valueOf(instant.toEpochMilli())));
            to.ifPresent(instant -> date.lt(String.valueOf(instant.toEpochMilli())));
            return date;
        })));
    }

    private List<SortOptions> order() {
        return switch (query.sort()) {
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
    private static Highlight highlight() {
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
