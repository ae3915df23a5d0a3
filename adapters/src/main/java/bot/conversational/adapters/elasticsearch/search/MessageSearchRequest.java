package bot.conversational.adapters.elasticsearch.search;

import bot.conversational.adapters.elasticsearch.client.StoredMessage;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.search.HitPosition;
import bot.conversational.domain.search.HitPosition.Rank;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.shared.DomainException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CalendarInterval;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.util.NamedValue;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A search for a page of messages in Elasticsearch's terms. */
final class MessageSearchRequest {

    static final String ROLE = "role";
    static final String MODEL = "model";
    static final String MONTH = "month";

    private static final String CREATED_AT = "createdAt";
    private static final int COUNTED_HITS = 10_000;
    private static final int FACET_VALUES = 50;

    private MessageSearchRequest() {}

    /** One hit more than asked for, which shows whether there is a next page. */
    static SearchRequest of(
            SearchRequest.Builder request, Query matching, MessageQuery query, Optional<HitPosition> after) {
        request.query(matching)
                .aggregations(ROLE, byValue(ROLE))
                .aggregations(MODEL, byValue(MODEL))
                .aggregations(MONTH, byMonth())
                .sort(order(query.sort()))
                .size(query.page().limit() + 1)
                .trackTotalHits(track -> track.count(COUNTED_HITS));
        after.ifPresent(position -> request.searchAfter(values(query.sort(), position.rank())));
        return request.build();
    }

    static List<SortOptions> order(Sort sort) {
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

    /** What a hit at a rank is sorted by. */
    static List<FieldValue> values(Sort sort, Rank rank) {
        FieldValue time = FieldValue.of(rank.time());
        FieldValue id = FieldValue.of(rank.id().toString());
        return sort == Sort.RELEVANCE ? List.of(FieldValue.of((double) rank.score()), time, id) : List.of(time, id);
    }

    /** The rank of a hit by what it was sorted by. */
    static Rank rank(Sort sort, Hit<StoredMessage> hit) {
        List<FieldValue> values = hit.sort();
        int scores = sort == Sort.RELEVANCE ? 1 : 0;
        if (values.size() != scores + 2) {
            throw new DomainException.Broken("The search index returned a hit without its position.", null);
        }
        int score = scores == 0 ? 0 : (int) number(values.getFirst());
        UUID id = UUID.fromString(values.getLast().stringValue());
        return new Rank(score, (long) number(values.get(scores)), new MessageId(id));
    }

    /** The server sends whole numbers with a fraction or without. */
    private static double number(FieldValue value) {
        return value.isLong() ? value.longValue() : value.doubleValue();
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
