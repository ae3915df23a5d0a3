package bot.conversational.application.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.indexing.FollowerSamples.Minute;
import bot.conversational.application.indexing.FollowerSamples.Sample;
import bot.conversational.application.indexing.FollowerSamples.Track;
import bot.conversational.domain.indexing.ChangeFeed.Lag;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FollowerSamplesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Instant now = NOON;
    private Optional<Lag> lag = Optional.empty();
    private final FollowerSamples samples = new FollowerSamples(
            Set.of(new FollowerState(
                    "search_index",
                    () -> lag.orElseThrow(() -> new DomainException.Unavailable("away", null)),
                    () -> 2,
                    limit -> 0)),
            () -> now);

    private void sample(Instant at, int seconds) {
        now = at;
        lag = Optional.of(new Lag(seconds, Duration.ofSeconds(seconds)));
        samples.sample();
    }

    private Track track() {
        return samples.all().getFirst();
    }

    @Test
    void minuteShouldKeepItsLongestLag() {
        sample(NOON, 3);
        sample(NOON.plusSeconds(10), 7);
        sample(NOON.plusSeconds(59), 1);
        sample(NOON.plusSeconds(60), 2);

        assertThat(track())
                .isEqualTo(new Track(
                        "search_index",
                        Optional.of(new Sample(new Lag(2, Duration.ofSeconds(2)), 2)),
                        List.of(
                                new Minute(NOON, Duration.ofSeconds(7)),
                                new Minute(NOON.plusSeconds(60), Duration.ofSeconds(2)))));
    }

    @Test
    void nothingShouldBeToldOfNowWhileTheStoreIsAway() {
        sample(NOON, 3);
        lag = Optional.empty();
        samples.sample();

        assertThat(track().last()).isEmpty();
        assertThat(track().minutes()).hasSize(1);
    }

    @Test
    void onlyTheLastHourShouldBeRemembered() {
        for (int minute = 0; minute < 100; minute++) {
            sample(NOON.plusSeconds(60L * minute), minute);
        }
        assertThat(track().minutes()).hasSize(60);
        assertThat(track().minutes().getFirst().start()).isEqualTo(NOON.plusSeconds(60 * 40));

        sample(NOON.plusSeconds(60 * 500), 1);
        assertThat(track().minutes()).hasSize(1);
    }
}
