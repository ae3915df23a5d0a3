package bot.conversational.domain.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamPaceTest {

    @ParameterizedTest
    @CsvSource({"0, 2, 30", "1, 2, 30", "50, 2, 30", "200, 2, 100", "500, 2, 150", "10000, 2, 150", "500, 4, 125"})
    void pauseShouldGrowWithTheStreamsOfAProcessor(int streams, int processors, int millis) {
        StreamPace pace = new StreamPace(processors);
        for (int i = 0; i < streams; i++) {
            pace.enter();
        }
        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(millis));
        for (int i = 0; i < streams; i++) {
            pace.leave();
        }
        assertThat(pace.pause()).isEqualTo(StreamPace.FASTEST);
    }
}
