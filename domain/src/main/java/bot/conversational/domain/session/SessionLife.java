package bot.conversational.domain.session;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a session lives.
 *
 * @param idle after its last call
 * @param max after its log-in, however busy
 */
public record SessionLife(Duration idle, Duration max) {

    /** A busy session is written to the store once in so long. */
    public static final Duration TOUCH_INTERVAL = Duration.ofMinutes(1);

    public static boolean touchDue(Instant lastSeenAt, Instant now) {
        return !now.isBefore(lastSeenAt.plus(TOUCH_INTERVAL));
    }
}
