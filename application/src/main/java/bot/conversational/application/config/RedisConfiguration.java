package bot.conversational.application.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where Redis is.
 *
 * @param port also of those hosts that are named without one
 * @param hosts of the sentinels, or of some servers of the cluster; then the one host is not used
 * @param sentinelMaster the master's name among the sentinels
 * @param sentinelUser empty: the sentinels' default user
 * @param sentinelPassword empty: none
 * @param user empty: the server's default user
 * @param password empty: none
 * @param tls with the server's certificate and name checked
 * @param caFile certificate authorities that are then believed; empty: Java's own
 * @param maxConnections of this node to each server, sessions and cache together
 */
public record RedisConfiguration(
        @NotNull RedisConfiguration.Mode mode,
        @NotBlank String host,
        @Min(1) @Max(65_535) int port,

        @NotNull @Pattern(regexp = HostList.PATTERN, message = HostList.MESSAGE)
        String hosts,

        @NotBlank String sentinelMaster,
        @NotNull String sentinelUser,
        @NotNull Secret sentinelPassword,
        @Min(0) @Max(15) int database,
        @NotNull String user,
        @NotNull Secret password,
        boolean tls,
        @NotNull String caFile,
        @Min(2) @Max(10_000) int maxConnections) {

    /** How a Redis is spread over servers. */
    public enum Mode {
        /** One server. */
        SINGLE,
        /** One server at a time, which sentinels name. */
        SENTINEL,
        /** A Redis Cluster: each master has a part of the keys. */
        CLUSTER
    }

    /**
     * Where the cache is, when it is not where the sessions are.
     *
     * @param host empty, and no hosts: where the sessions are
     */
    public record ApartSettings(
            @NotNull Mode mode,
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

    /** Of the hosts, each as host:port. */
    public List<String> addresses() {
        return HostList.of(hosts, port);
    }

    public Optional<Path> authorities() {
        return Optional.of(caFile).filter(given -> !given.isEmpty()).map(Path::of);
    }

    /** Where the cache is, when that is apart; what is not told of it is as here. */
    public Optional<RedisConfiguration> apart(ApartSettings cache) {
        return cache.isApart()
                ? Optional.of(new RedisConfiguration(
                        cache.mode(),
                        cache.host(),
                        cache.port(),
                        cache.hosts(),
                        cache.sentinelMaster(),
                        sentinelUser,
                        sentinelPassword,
                        cache.database(),
                        cache.user(),
                        cache.password(),
                        tls,
                        caFile,
                        maxConnections))
                : Optional.empty();
    }
}
