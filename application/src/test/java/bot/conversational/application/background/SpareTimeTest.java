package bot.conversational.application.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpareTimeTest {

    @ParameterizedTest
    @CsvSource({"0.1, 100, 100", "-1, 100, 100", "0.6, 100, 100", "0.9, 100, 2000", "1, 1000, 5000", "0, 9000, 5000"})
    void restShouldBeLongerOnABusyMachine(double load, long workedMillis, long restMillis) {
        List<Duration> rests = new ArrayList<>();
        new SpareTime(() -> load, rests::add).accept(Duration.ofMillis(workedMillis));

        assertThat(rests).containsExactly(Duration.ofMillis(restMillis));
    }
}
