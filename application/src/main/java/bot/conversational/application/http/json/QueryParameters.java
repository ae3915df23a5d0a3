package bot.conversational.application.http.json;

import bot.conversational.domain.shared.DomainException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads typed parameters of a query. A value of another type is malformed, and so a 400. */
@Priority(1) // before Dropwizard's, which reads words in any case
public final class QueryParameters implements ParamConverterProvider {

    /** RFC 3339 has years of four digits; the stores have fewer years than {@link Instant}. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        return Arrays.stream(annotations)
                .filter(QueryParam.class::isInstance)
                .flatMap(annotation -> Stream.ofNullable(converter(((QueryParam) annotation).value(), type)))
                .findFirst()
                .orElse(null);
    }

    /** Null for a type that is read as it is. */
    @SuppressWarnings("unchecked") // each function makes what its case says
    private static <T> @Nullable ParamConverter<T> converter(String name, Class<T> type) {
        Function<String, ?> read;
        if (type == Boolean.class) {
            read = text -> flag(name, text);
        } else if (type == Integer.class) {
            read = text -> wholeNumber(name, text);
        } else if (type == Instant.class) {
            read = text -> time(name, text);
        } else if (type == UUID.class) {
            read = text -> IdParameters.parse(text, reason -> malformed(name, "an id"));
        } else if (type.isEnum()) {
            Map<String, T> words = Arrays.stream(type.getEnumConstants())
                    .collect(Collectors.toUnmodifiableMap(constant -> Words.of((Enum<?>) constant), it -> it));
            String all = String.join(", ", Words.all(type));
            read = text -> word(name, words, all, text);
        } else {
            return null;
        }
        return new QueryConverter<>((Function<String, T>) read);
    }

    private static boolean flag(String name, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw malformed(name, "true or false");
        };
    }

    private static int wholeNumber(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw malformed(name, "a whole number");
        }
    }

    static Instant time(String name, String text) {
        Instant time;
        try {
            time = OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw malformed(name, "a time such as 2026-01-31T12:00:00Z");
        }
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw malformed(name, "a time of the years 0001 to 9999");
        }
        return time;
    }

    private static <T> T word(String name, Map<String, T> words, String all, String text) {
        T constant = words.get(text);
        if (constant == null) {
            throw malformed(name, "one of " + all);
        }
        return constant;
    }

    private static DomainException malformed(String name, String wanted) {
        return new DomainException.Malformed(name + " must be " + wanted);
    }

    private record QueryConverter<T>(Function<String, T> read) implements ParamConverter<T> {
        /** @param text null when the parameter is not there */
        @Override
        public @Nullable T fromString(@Nullable String text) {
            return text == null ? null : read.apply(text);
        }

        @Override
        public String toString(T value) {
            return value instanceof Enum<?> constant ? Words.of(constant) : String.valueOf(value);
        }
    }
}
