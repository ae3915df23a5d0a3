package bot.conversational.application.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.shared.DomainException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryValuesTest {

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
        assertThatThrownBy(() -> QueryValues.time("from", text))
                .isInstanceOf(DomainException.Malformed.class)
                .hasMessageStartingWith("from must be a time");
    }

    @Test
    void timeShouldBeReadUpToTheBounds() {
        assertThat(QueryValues.time("from", "0001-01-01T00:00:00Z")).contains(Instant.parse("0001-01-01T00:00:00Z"));
        assertThat(QueryValues.time("from", "9999-12-31T23:59:59.999Z"))
                .contains(Instant.parse("9999-12-31T23:59:59.999Z"));
        assertThat(QueryValues.time("from", null)).isEmpty();
    }
}
