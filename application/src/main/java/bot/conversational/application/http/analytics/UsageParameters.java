package bot.conversational.application.http.analytics;

import bot.conversational.domain.analytics.UsageQuery;
import bot.conversational.domain.analytics.UsageQuery.Interval;
import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The query of a report; by default the last 30 days by day, in UTC. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY) // for the description of the API
@SuppressWarnings("NullAway.Init") // Jersey fills the fields
public final class UsageParameters {

    @QueryParam("from")
    @Nullable
    Instant from;

    @QueryParam("to")
    @Nullable
    Instant to;

    @QueryParam("interval")
    @DefaultValue("day")
    Interval interval;

    @QueryParam("zone")
    @DefaultValue("UTC")
    String zone;

    /** What is asked for at this time. */
    public UsageQuery query(Instant now) {
        Instant end = to == null ? now : to;
        Instant start = from == null ? end.minus(UsageQuery.DEFAULT_SPAN) : from;
        return new UsageQuery(start, end, interval, zone());
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new DomainException.Invalid("zone", "must be a time zone such as Europe/Berlin");
        }
    }
}
