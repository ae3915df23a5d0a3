package bot.conversational.adapters.local;

import bot.conversational.domain.shared.IdSource;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.InstantSource;
import java.util.UUID;

/**
 * UUIDv7: 48 bits of milliseconds, then random bits that count upwards within a millisecond. Time and count are taken
 * together under one lock, since the generator alone begins with new random bits at every change of the clock, also at
 * one backwards, which clocks that are set and threads that overtake one another cause.
 */
public final class Uuid7Source implements IdSource {

    private final TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator();
    private final InstantSource clock;
    private long newest;

    public Uuid7Source(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized UUID next() {
        newest = Math.max(newest, clock.millis());
        return generator.construct(newest);
    }
}
