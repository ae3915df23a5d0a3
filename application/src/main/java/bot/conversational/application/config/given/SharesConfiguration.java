package bot.conversational.application.config.given;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * Limits on readings of shares.
 *
 * @param addressPerMinute by strangers from one address that is no trusted proxy; 0 is no limit
 */
public record SharesConfiguration(@Min(0) @Max(1_000_000) int addressPerMinute) {}
