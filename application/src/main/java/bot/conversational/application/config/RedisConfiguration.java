package bot.conversational.application.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;

/**
 * Where Redis is.
 *
 * @param password empty: none
 * @param maxConnections of this node to it, sessions and cache together
 */
public record RedisConfiguration(
        @NotBlank String host,
        @Min(1) @Max(65_535) int port,
        @Min(0) @Max(15) int database,
        @NotNull Secret password,
        boolean tls,
        @Min(2) @Max(10_000) int maxConnections) {

    public Optional<Secret> effectivePassword() {
        return Optional.of(password).filter(given -> !given.isEmpty());
    }
}
