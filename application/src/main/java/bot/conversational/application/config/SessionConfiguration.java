package bot.conversational.application.config;

import jakarta.validation.constraints.Min;

/**
 * How long sessions live.
 *
 * @param maxAge seconds after its log-in when a session ends, however busy it is
 */
public record SessionConfiguration(@Min(1) long maxAge) {}
