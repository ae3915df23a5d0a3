package bot.conversational.application.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where Redis is.
 *
 * @param user empty: the server's default user
 * @param password empty: none
 * @param tls with the server's certificate and name checked
 * @param caFile certificate authorities that are then believed; empty: Java's own
 * @param maxConnections of this node to it, sessions and cache together
 */
public record RedisConfiguration(
        @NotBlank String host,
        @Min(1) @Max(65_535) int port,
        @Min(0) @Max(15) int database,
        @NotNull String user,
        @NotNull Secret password,
        boolean tls,
        @NotNull String caFile,
        @Min(2) @Max(10_000) int maxConnections) {

    public Optional<String> effectiveUser() {
        return Optional.of(user).filter(given -> !given.isEmpty());
    }

    public Optional<Path> authorities() {
        return Optional.of(caFile).filter(given -> !given.isEmpty()).map(Path::of);
    }

    public Optional<Secret> effectivePassword() {
        return Optional.of(password).filter(given -> !given.isEmpty());
    }
}
