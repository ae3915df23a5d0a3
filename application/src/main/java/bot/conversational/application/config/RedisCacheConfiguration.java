package bot.conversational.application.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * Where the cache is, when it is not where the sessions are.
 *
 * @param host empty, and no hosts: where the sessions are
 */
public record RedisCacheConfiguration(
        @NotNull RedisMode mode,
        @NotNull String host,
        @Min(1) @Max(65_535) int port,

        @NotNull @Pattern(regexp = HostList.PATTERN, message = HostList.MESSAGE)
        String hosts,

        @NotBlank String sentinelMaster,
        @Min(0) @Max(15) int database,
        @NotNull String user,
        @NotNull Secret password) {

    boolean isApart() {
        return !host.isEmpty() || !hosts.isEmpty();
    }
}
