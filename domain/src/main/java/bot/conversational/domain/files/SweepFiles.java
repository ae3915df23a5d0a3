package bot.conversational.domain.files;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Removes files that no message names: those that were never sent, and those whose messages have been deleted. To be
 * called now and then, by any number of nodes.
 */
public final class SweepFiles {

    /** The time that an uploaded file has to be named in, and after which the removal of its last message is noticed. */
    static final Duration UNNAMED = Duration.ofHours(1);

    private final FileStore files;
    private final InstantSource clock;

    public SweepFiles(FileStore files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * Does one step.
     *
     * @return whether there may be more
     */
    public boolean runOnce() {
        return files.sweep(clock.instant().minus(UNNAMED), clock.instant());
    }
}
