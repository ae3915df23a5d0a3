package bot.conversational.application.config.given;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * Limits on exports of whole accounts.
 *
 * @param maxBytes of one, packed
 * @param hours for which it is kept
 */
public record ExportsConfiguration(
        @Min(1) long maxBytes, @Min(1) @Max(720) int hours) {}
