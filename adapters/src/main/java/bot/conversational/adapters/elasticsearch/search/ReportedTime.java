package bot.conversational.adapters.elasticsearch.search;

import bot.conversational.domain.analytics.UsageQuery;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CalendarInterval;
import co.elastic.clients.elasticsearch._types.aggregations.FieldDateMath;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.Map;

/** The time of a report in Elasticsearch's terms, and how it is cut. */
record ReportedTime(UsageQuery query) {

    /** So long may a report take. */
    static final String TIMEOUT = "4s";

    private static final String CREATED_AT = "createdAt";

    /** The messages that were made in it. */
    Query filter() {
        return Query.of(it -> it.range(range -> range.date(date -> date.field(CREATED_AT)
                .gte(String.valueOf(query.from().toEpochMilli()))
                .lt(String.valueOf(query.to().toEpochMilli())))));
    }

    /** Its intervals without gaps, each with these sums. */
    Aggregation buckets(Map<String, Aggregation> sums) {
        return Aggregation.of(it -> it.dateHistogram(histogram -> histogram
                        .field(CREATED_AT)
                        .calendarInterval(interval())
                        .timeZone(query.zone().getId())
                        .minDocCount(0)
                        .extendedBounds(bounds -> bounds.min(at(query.from().toEpochMilli()))
                                .max(at(query.to().toEpochMilli() - 1))))
                .aggregations(sums));
    }

    private static FieldDateMath at(long millis) {
        return FieldDateMath.of(it -> it.expr(String.valueOf(millis)));
    }

    private CalendarInterval interval() {
        return switch (query.interval()) {
            case HOUR -> CalendarInterval.Hour;
            case DAY -> CalendarInterval.Day;
            case WEEK -> CalendarInterval.Week;
            case MONTH -> CalendarInterval.Month;
        };
    }
}
