package bot.conversational.application.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpareTimeTest {

    private final List<Duration> rests = new ArrayList<>();

    private Duration rested() {
        return rests.stream().reduce(Duration.ZERO, Duration::plus);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 100, 100", "-1, 100, 100", "0.5, 100, 100", "0.9, 100, 2400", "1, 1000, 10000", "0, 12000, 10000"
    })
    void restShouldBeLongerOnABusyMachine(double load, long workedMillis, long restMillis) {
        SpareTime spare = new SpareTime(() -> load, rests::add);
        spare.worked(Duration.ofMillis(workedMillis));

        spare.await();

        assertThat(rested()).isEqualTo(Duration.ofMillis(restMillis));
    }

    @Test
    void ownWorkShouldNotCountAsLoad() {
        boolean[] resting = {false};
        SpareTime spare = new SpareTime(() -> resting[0] ? 0.2 : 0.9, rest -> {
            resting[0] = true;
            rests.add(rest);
        });
        spare.worked(Duration.ofMillis(200));

        spare.await();

        assertThat(rested()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void shortWorkShouldRestOnceItHasAddedUp() {
        SpareTime spare = new SpareTime(() -> 0.2, rests::add);
        for (int i = 0; i < 7; i++) {
            spare.await();
            spare.worked(Duration.ofMillis(30));
        }

        assertThat(rests).containsExactly(Duration.ofMillis(120));
    }
}
