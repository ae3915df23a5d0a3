package bot.conversational.application.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * Limits on generating answers.
 *
 * @param maxRunningPerUser answers of one user that a node generates at once
 * @param maxRunning answers that a node generates at once
 * @param tokensPerDay that a user may spend, prompts and answers together; 0 for no limit
 * @param drainTimeout seconds for running answers to finish when the node shuts down
 */
public record TurnsConfiguration(
        @Min(1) int maxRunningPerUser,
        @Min(1) int maxRunning,
        @Min(0) long tokensPerDay,
        @Min(0) @Max(40) long drainTimeout) {

    public Duration patience() {
        return Duration.ofSeconds(drainTimeout);
    }
}
