package bot.conversational.application.http.json;

import bot.conversational.domain.shared.DomainException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads typed values of a query; a value of another type is a 400. */
public final class QueryValues {

    /** RFC 3339 has years of four digits; the stores have fewer years than {@link Instant}. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private QueryValues() {}

    public static Optional<Boolean> flag(String name, @Nullable String text) {
        return Optional.ofNullable(text).map(value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw malformed(name, "true or false");
        });
    }

    public static Optional<UUID> id(String name, @Nullable String text) {
        return Optional.ofNullable(text).map(value -> IdParameters.parse(value, reason -> malformed(name, "an id")));
    }

    public static Optional<Instant> time(String name, @Nullable String text) {
        try {
            return Optional.ofNullable(text)
                    .map(value -> OffsetDateTime.parse(value).toInstant())
                    .map(time -> inBounds(name, time));
        } catch (DateTimeParseException e) {
            throw malformed(name, "a time such as 2026-01-31T12:00:00Z");
        }
    }

    private static Instant inBounds(String name, Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw malformed(name, "a time of the years 0001 to 9999");
        }
        return time;
    }

    /** One of an enum's constants, spelt in lower case. */
    public static <E extends Enum<E>> Optional<E> oneOf(Class<E> type, String name, @Nullable String text) {
        return Optional.ofNullable(text)
                .map(value -> Arrays.stream(type.getEnumConstants())
                        .filter(constant ->
                                constant.name().toLowerCase(Locale.ROOT).equals(value))
                        .findFirst()
                        .orElseThrow(() -> malformed(name, "one of " + spelt(type))));
    }

    private static <E extends Enum<E>> String spelt(Class<E> type) {
        return String.join(
                ", ",
                Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static DomainException malformed(String name, String wanted) {
        return new DomainException.Malformed(name + " must be " + wanted);
    }
}
