package bot.conversational.application.config;

import bot.conversational.domain.ratelimit.LimitPolicy;
import bot.conversational.domain.ratelimit.RateLimit;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * How often a user may call.
 *
 * @param chat calls that make a model answer
 * @param api all other calls
 */
public record RateLimitsConfiguration(
        @Valid @NotNull Bucket chat, @Valid @NotNull Bucket api) {

    /** A token bucket that refills {@code requestsPerMinute} and holds {@code burst}. */
    public record Bucket(
            @Min(1) @Max(1_000_000) int requestsPerMinute,
            @Min(1) @Max(1_000_000) int burst) {

        RateLimit of(LimitPolicy policy) {
            return new RateLimit(policy, requestsPerMinute, burst);
        }
    }

    public RateLimit chatLimit() {
        return chat.of(LimitPolicy.CHAT);
    }

    public RateLimit apiLimit() {
        return api.of(LimitPolicy.API);
    }
}
