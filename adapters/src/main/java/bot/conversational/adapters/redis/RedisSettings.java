package bot.conversational.adapters.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a logical Redis is and how long it may take.
 *
 * @param database 0 in a cluster, which has no other
 * @param maxConnections to each server that are open at once; a call that finds all in use waits for one, at most
 *     {@code timeout}
 * @param user empty for the server's default user
 * @param password empty for a server without one
 * @param tls whether to speak TLS, checking the server's certificate and name
 * @param authorities file of the certificate authorities that are then believed; empty: Java's own
 * @param connectTimeout to open a connection
 * @param timeout for a response; a slower server counts as unavailable
 */
public record RedisSettings(
        RedisPlace place,
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
        return plain(new RedisPlace.Single(host, port));
    }

    /** Servers without password on a network where they answer within a millisecond. */
    public static RedisSettings plain(RedisPlace place) {
        return new RedisSettings(
                place,
                0,
                50,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Duration.ofMillis(250),
                Duration.ofMillis(250));
    }

    /** The same for another place. */
    RedisSettings at(RedisPlace other) {
        return new RedisSettings(
                other, database, maxConnections, user, password, tls, authorities, connectTimeout, timeout);
    }

    /** What the sentinels are asked with, which have passwords of their own. */
    RedisSettings ofSentinels(RedisPlace.Sentinels sentinels) {
        return new RedisSettings(
                sentinels, 0, 1, sentinels.user(), sentinels.password(), tls, authorities, connectTimeout, timeout);
    }

    @Override
    public String toString() {
        return "RedisSettings[" + place + "/" + database + (tls ? ", TLS" : "") + "]";
    }
}
