package bot.conversational.domain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedClockTest {

    private static final Instant HERE = Instant.parse("2026-03-01T12:00:00Z");

    private final SharedClock clock = new SharedClock(InstantSource.fixed(HERE));

    @Test
    void timeShouldBeTheMachinesUntilTheStoreHasToldIts() {
        assertThat(clock.instant()).isEqualTo(HERE);
        assertThat(clock.ahead()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "-PT1H", "PT2S", "-P400D"})
    void timeShouldBeTheStoresHoweverWrongTheMachineIs(Duration ahead) {
        clock.correct(HERE, HERE.plus(ahead).plusMillis(100), HERE.plusMillis(200));

        assertThat(clock.instant()).isEqualTo(HERE.plus(ahead));
        assertThat(clock.ahead()).isEqualTo(ahead);
    }

    @Test
    void correctedTimeShouldBeCorrectedAgain() {
        clock.correct(HERE, HERE.plusSeconds(3_600), HERE);
        clock.correct(HERE, HERE, HERE);

        assertThat(clock.instant()).isEqualTo(HERE);
    }

    @Test
    void differencesOfTheWayShouldNotMoveTheClock() {
        clock.correct(HERE, HERE.plusMillis(40), HERE);
        clock.correct(HERE, HERE, HERE.plusMillis(800));
        clock.correct(HERE, HERE.plusMillis(800), HERE.plusMillis(800));

        assertThat(clock.instant()).isEqualTo(HERE);
    }

    @Test
    void answerThatTookLongOrWasOvertakenByTheMachinesClockShouldSayNothing() {
        clock.correct(HERE, HERE.plusSeconds(60), HERE.plusSeconds(2));
        clock.correct(HERE, HERE.plusSeconds(60), HERE.minusSeconds(1));

        assertThat(clock.instant()).isEqualTo(HERE);
    }
}
