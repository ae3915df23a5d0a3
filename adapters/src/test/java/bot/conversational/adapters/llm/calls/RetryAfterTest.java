package bot.conversational.adapters.llm.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5                                | 5",
                "0                                | 0",
                "007                              | 7",
                "1.2                              | 1.2",
                "0.05                             | 0.05",
                "3.                               | 3",
                "Thu, 01 Jan 2026 00:00:30 GMT    | 30",
                "Thu, 1 Jan 2026 00:00:30 GMT     | 30",
                "Wed, 31 Dec 2025 23:59:50 GMT    | -10",
                "Thursday, 01-Jan-26 00:00:30 GMT | 30",
                "Thu Jan  1 00:00:30 2026         | 30",
                "Sun Jan 11 00:00:00 2026         | 864000"
            })
    void ofShouldReadEveryFormOfTheStandard(String header, String seconds) {
        assertThat(RetryAfter.of(Optional.of(" " + header + " "), Optional.empty(), NOW))
                .contains(Duration.parse("PT" + seconds + "S"));
    }

    /** Two digits mean the nearest such year, but at most 50 years ahead. */
    @Test
    void ofShouldTakeAYearOfTwoDigitsFromTheRightCentury() {
        assertThat(of("Sunday, 06-Nov-94 08:49:37 GMT").orElseThrow()).isNegative();
        assertThat(of("Saturday, 06-Nov-60 08:49:37 GMT").orElseThrow()).isGreaterThan(Duration.ofDays(12_000));
    }

    @Test
    void ofShouldPreferTheHeaderInMilliseconds() {
        assertThat(RetryAfter.of(Optional.of("2"), Optional.of("1500"), NOW)).contains(Duration.ofMillis(1_500));
        assertThat(RetryAfter.of(Optional.empty(), Optional.of("250.7"), NOW)).contains(Duration.ofMillis(250));
        assertThat(RetryAfter.of(Optional.of("2"), Optional.of("soon"), NOW)).contains(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999", "1000000000000.5"})
    void ofShouldStayLongWhenItIsAbsurd(String header) {
        assertThat(of(header).orElseThrow()).isGreaterThan(Duration.ofDays(10_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1e3", "1,5", "+5", "NaN", "Thu, 32 Jan 2026 00:00:30 GMT"})
    void ofShouldBeEmptyWhenItCannotBeRead(String header) {
        assertThat(of(header)).isEmpty();
    }

    private static Optional<Duration> of(String header) {
        return RetryAfter.of(Optional.of(header), Optional.empty(), NOW);
    }
}
