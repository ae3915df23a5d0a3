package bot.conversational.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamPaceTest {

    private static final long A_BEAT = Duration.ofHours(5).toNanos();

    private static StreamPace pace(int streams, int processors) {
        StreamPace pace = new StreamPace(processors);
        for (int i = 0; i < streams; i++) {
            pace.enter();
        }
        return pace;
    }

    @ParameterizedTest
    @CsvSource({"0, 2, 30", "1, 2, 30", "50, 2, 30", "200, 2, 100", "500, 2, 150", "10000, 2, 150", "500, 4, 130"})
    void pauseShouldGrowWithTheStreamsOfAProcessor(int streams, int processors, int millis) {
        StreamPace pace = pace(streams, processors);
        assertThat(pace.pause(A_BEAT)).isEqualTo(Duration.ofMillis(millis));
        for (int i = 0; i < streams; i++) {
            pace.leave();
        }
        assertThat(pace.pause(A_BEAT)).isEqualTo(StreamPace.FASTEST);
    }

    @ParameterizedTest
    @ValueSource(longs = {-7_654_321, -1, 0, 1, 4_999_999, 5_000_000, 9_999_999, 123_456_789})
    void pauseShouldEndAtTheNearestBeat(long nanosBeside) {
        StreamPace pace = pace(87, 2);
        long now = A_BEAT + nanosBeside;
        Duration pause = pace.pause(now);
        assertThat((now + pause.toNanos()) % StreamPace.BEAT.toNanos()).isZero();
        assertThat(pause).isBetween(Duration.ofNanos(38_500_000), Duration.ofNanos(48_500_000));
    }

    @Test
    void pauseShouldEndAtABeatWhenTheClockIsNegative() {
        long now = -A_BEAT - 1;
        assertThat((now + pace(0, 2).pause(now).toNanos()) % StreamPace.BEAT.toNanos())
                .isZero();
    }
}
