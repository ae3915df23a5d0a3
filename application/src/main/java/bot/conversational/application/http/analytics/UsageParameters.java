package bot.conversational.application.http.analytics;

import bot.conversational.application.http.json.QueryValues;
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
    String from;

    @QueryParam("to")
    @Nullable
    String to;

    @QueryParam("interval")
    @Nullable
    String interval;

    @QueryParam("zone")
    @DefaultValue("UTC")
    String zone;

    UsageQuery query(Instant now) {
        Instant end = QueryValues.time("to", to).orElse(now);
        Instant start = QueryValues.time("from", from).orElse(end.minus(UsageQuery.DEFAULT_SPAN));
        return new UsageQuery(
                start,
                end,
                QueryValues.oneOf(Interval.class, "interval", interval).orElse(Interval.DAY),
                zone());
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new DomainException.Invalid("zone", "must be a time zone such as Europe/Berlin");
        }
    }
}
