package bot.conversational.adapters.local;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.shared.IdSourceContract;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class Uuid7SourceTest implements IdSourceContract {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");

    @Override
    public IdSource ids() {
        return new Uuid7Source(InstantSource.system());
    }

    @Test
    void nextShouldBeginWithTheMilliseconds() {
        UUID id = new Uuid7Source(InstantSource.fixed(NOW)).next();
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void nextShouldAscendWhenTheClockGoesBack() {
        Iterator<Instant> times =
                Stream.of(0, 5, 3, 5, 5, -10_000, 6).map(NOW::plusMillis).iterator();
        IdSource ids = new Uuid7Source(times::next);
        List<UUID> made = Stream.generate(ids::next).limit(7).toList();
        assertThat(made).isSortedAccordingTo(ORDER).doesNotHaveDuplicates();
    }
}
