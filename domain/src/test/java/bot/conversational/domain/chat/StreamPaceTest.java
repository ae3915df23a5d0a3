package bot.conversational.domain.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamPaceTest {

    @ParameterizedTest
    @CsvSource({"0, 30", "1, 30", "300, 30", "500, 50", "1000, 100", "1500, 150", "10000, 150"})
    void pauseShouldGrowWithTheStreams(int streams, int millis) {
        StreamPace pace = new StreamPace();
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
