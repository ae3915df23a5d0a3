package bot.conversational.application.config;

import bot.conversational.domain.registration.RegistrationLimits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * How often may be tried to register from one address that is no trusted proxy; 0 is no limit.
 *
 * @param addressPerMinute in a minute
 * @param addressPerDay in a day
 */
public record RegistrationConfiguration(
        @Min(0) @Max(1_000_000) int addressPerMinute,
        @Min(0) @Max(1_000_000) int addressPerDay) {

    public RegistrationLimits limits() {
        return new RegistrationLimits(addressPerMinute, addressPerDay);
    }
}
