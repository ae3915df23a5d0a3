package bot.conversational.adapters.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a Redis server is and how long it may take.
 *
 * @param maxConnections that are open at once; a call that finds all in use waits for one, at most {@code timeout}
 * @param user empty for the server's default user
 * @param password empty for a server without one
 * @param tls whether to speak TLS, checking the server's certificate and name
 * @param authorities file of the certificate authorities that are then believed; empty: Java's own
 * @param connectTimeout to open a connection
 * @param timeout for a response; a slower server counts as unavailable
 */
public record RedisSettings(
        String host,
        int port,
        int database,
        int maxConnections,
        Optional<String> user,
        Optional<String> password,
        boolean tls,
        Optional<Path> authorities,
        Duration connectTimeout,
        Duration timeout) {

    /** A server without password on a network where it answers within a millisecond. */
    public static RedisSettings plain(String host, int port) {
        return new RedisSettings(
                host,
                port,
                0,
                50,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Duration.ofMillis(250),
                Duration.ofMillis(250));
    }

    @Override
    public String toString() {
        return "RedisSettings[" + host + ":" + port + "/" + database + (tls ? ", TLS" : "") + "]";
    }
}
