package bot.conversational.application.config;

import bot.conversational.domain.chat.generation.Spent;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * Limits on generating answers.
 *
 * @param maxRunningPerUser answers of one user that a node generates at once
 * @param maxRunning answers that a node generates at once
 * @param tokensPerDay that a user may spend, prompts and answers together; 0 for no limit
 * @param costPerDay likewise, in the currency of the prices; 0 for no limit
 * @param drainTimeout seconds for running answers to finish when the node shuts down
 */
public record TurnsConfiguration(
        @Min(1) int maxRunningPerUser,
        @Min(1) int maxRunning,
        @Min(0) long tokensPerDay,
        @NotNull @DecimalMin("0") @DecimalMax("1000000000") BigDecimal costPerDay,
        @Min(0) @Max(40) long drainTimeout) {

    /** The limits of a user's day. */
    public Spent perDay() {
        return new Spent(
                tokensPerDay,
                costPerDay.movePointRight(6).setScale(0, RoundingMode.UP).longValueExact());
    }

    public Duration patience() {
        return Duration.ofSeconds(drainTimeout);
    }
}
