package bot.conversational.adapters.llm.calls;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads how long a provider asks to be left alone: {@code Retry-After} as RFC 9110 (10.2.3, 5.6.7) defines it, with
 * fractions too, and the vendors' own header in milliseconds, which is the more exact one.
 */
final class RetryAfter {

    static final String HEADER = "Retry-After";
    static final String MILLIS_HEADER = "retry-after-ms";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,100}(\\.[0-9]{0,100})?");

    /** For whoever asks for more than this, it is all the same. */
    private static final BigDecimal MOST_MILLIS =
            BigDecimal.valueOf(Duration.ofDays(365_000).toMillis());

    /** RFC 9110: a year that seems more than 50 years ahead is the one of a century before. */
    private static final int YEARS_AHEAD = 50;

    private static final int CENTURY = 100;

    private RetryAfter() {}

    /**
     * The time to wait, negative when it is over; empty when neither header says one.
     *
     * @param seconds the value of {@link #HEADER}
     * @param millis the value of {@link #MILLIS_HEADER}
     */
    static Optional<Duration> of(Optional<String> seconds, Optional<String> millis, Instant now) {
        return millis.map(String::strip)
                .flatMap(value -> number(value, 1))
                .or(() -> seconds.map(String::strip)
                        .flatMap(value -> number(value, 1_000)
                                .or(() -> date(value, now).map(date -> Duration.between(now, date)))));
    }

    private static Optional<Duration> number(String value, long millisOfOne) {
        if (!NUMBER.matcher(value).matches()) {
            return Optional.empty();
        }
        BigDecimal millis = new BigDecimal(value).multiply(BigDecimal.valueOf(millisOfOne));
        return Optional.of(Duration.ofMillis(millis.min(MOST_MILLIS).longValue()));
    }

    private static Optional<Instant> date(String value, Instant now) {
        int year = now.atOffset(ZoneOffset.UTC).getYear();
        return Stream.of(
                        DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss 'GMT'", Locale.US),
                        rfc850(year + YEARS_AHEAD - CENTURY + 1),
                        DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US))
                .flatMap(form -> parsed(value, form).stream())
                .findFirst();
    }

    /** @param firstYear of the hundred among which two digits choose */
    private static DateTimeFormatter rfc850(int firstYear) {
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, firstYear)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.US);
    }

    private static Optional<Instant> parsed(String value, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDateTime.parse(value, form).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
