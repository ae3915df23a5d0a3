package bot.conversational.application.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.shared.DomainException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {

    /** A call with a parameter of each type. */
    @SuppressWarnings("unused") // looked at, and never called
    private void call(
            @QueryParam("from") Instant from,
            @QueryParam("limit") Integer limit,
            @QueryParam("archived") Boolean archived,
            @QueryParam("branch") UUID branch,
            @QueryParam("sort") Sort sort,
            @QueryParam("q") String q) {}

    private static @Nullable Object read(String name, @Nullable String text) {
        Parameter parameter = parameter(name);
        return Objects.requireNonNull(converter(parameter.getType(), parameter.getAnnotations()))
                .fromString(text);
    }

    private static <T> @Nullable ParamConverter<T> converter(Class<T> type, Annotation[] annotations) {
        return new QueryParameters().getConverter(type, type, annotations);
    }

    private static Parameter parameter(String name) {
        return Arrays.stream(QueryParametersTest.class.getDeclaredMethods())
                .filter(method -> method.getName().equals("call"))
                .flatMap(method -> Arrays.stream(method.getParameters()))
                .filter(it -> it.getAnnotation(QueryParam.class).value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+999999999-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00Z",
                "+292278995-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "9999-12-31T23:59:59-01:00",
                "0000-12-31T23:59:59Z",
                "0001-01-01T00:00:00+01:00",
                "yesterday",
                ""
            })
    void timeShouldBeMalformedWhenNoStoreCouldKeepIt(String text) {
        assertThatThrownBy(() -> read("from", text))
                .isInstanceOf(DomainException.Malformed.class)
                .hasMessageStartingWith("from must be a time");
    }

    @Test
    void timeShouldBeReadUpToTheBounds() {
        assertThat(read("from", "0001-01-01T00:00:00Z")).isEqualTo(Instant.parse("0001-01-01T00:00:00Z"));
        assertThat(read("from", "9999-12-31T23:59:59.999Z")).isEqualTo(Instant.parse("9999-12-31T23:59:59.999Z"));
    }

    @Test
    void valuesShouldBeOfTheirTypes() {
        assertThat(read("limit", "-7")).isEqualTo(-7);
        assertThat(read("archived", "false")).isEqualTo(false);
        assertThat(read("sort", "newest")).isEqualTo(Sort.NEWEST);
        assertThat(read("limit", null)).isNull();
        UUID id = UUID.randomUUID();
        assertThat(read("branch", id.toString())).isEqualTo(id);
        assertThat(converter(String.class, parameter("q").getAnnotations())).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "limit, many",
        "limit, 1.5",
        "limit, 2147483648",
        "limit, ''",
        "archived, True",
        "archived, 1",
        "archived, ''",
        "sort, NEWEST",
        "sort, new",
        "sort, ''",
        "branch, 1-1-1-1-1",
        "branch, ''"
    })
    void otherValuesShouldBeMalformed(String name, String text) {
        assertThatThrownBy(() -> read(name, text))
                .isInstanceOf(DomainException.Malformed.class)
                .hasMessageStartingWith(name + " must be ");
    }
}
