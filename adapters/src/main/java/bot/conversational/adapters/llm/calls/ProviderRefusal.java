package bot.conversational.adapters.llm.calls;

import dev.langchain4j.exception.HttpException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A status other than 200, in langchain4j's own type, with what its type has no room for. */
public final class ProviderRefusal extends HttpException {

    private final transient Optional<Duration> retryAfter;

    /** @param code see {@link ProviderError#code} */
    ProviderRefusal(int status, String code, Optional<Duration> retryAfter) {
        super(status, code);
        this.retryAfter = retryAfter;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /**
     * Reads a {@code Retry-After} header.
     *
     * @param header seconds or a date, as RFC 9110 (10.2.3) defines; anything else counts as absent
     */
    public static Optional<Duration> retryAfter(Optional<String> header, Instant now) {
        return header.map(String::strip).flatMap(value -> {
            try {
                return Optional.of(
                        value.matches("\\d{1,9}")
                                ? Duration.ofSeconds(Long.parseLong(value))
                                : Duration.between(now, date(value)));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }

    private static Instant date(String value) {
        return ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }
}
