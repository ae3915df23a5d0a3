package bot.conversational.domain.session;

import java.time.Duration;

/**
 * How long a session lives.
 *
 * @param idle after its last call
 * @param max after its log-in, however busy
 */
public record SessionLife(Duration idle, Duration max) {}
