package bot.conversational.adapters.redis;

import bot.conversational.domain.shared.DomainException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/** Failures of Redis in the domain's terms. */
final class RedisFailures {

    /** How long an unavailable server is not called. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    // The first word of an error is its kind. These pass by themselves or when an operator acts: the server starts, is
    // full, cannot write, lost its master or a part of the cluster, runs a long script, or refuses the log-in.
    private static final Set<String> NOT_NOW = Set.of(
            "LOADING",
            "OOM",
            "MISCONF",
            "READONLY",
            "MASTERDOWN",
            "NOREPLICAS",
            "CLUSTERDOWN",
            "TRYAGAIN",
            "BUSY",
            "NOAUTH",
            "WRONGPASS",
            "NOPERM");

    /** Writes are the master's affair, and without its link this replica does not even read. */
    private static final Set<String> REPLICA = Set.of("READONLY", "MASTERDOWN");

    private RedisFailures() {}

    static DomainException away(String server, @Nullable Throwable cause) {
        return new DomainException.Unavailable("Redis (" + server + ") is unavailable.", RETRY_AFTER, cause);
    }

    /** The server answered that another one has the key, of which the settings do not know. */
    static DomainException cluster(String server, JedisDataException cause) {
        return new DomainException.Unavailable(
                "Redis (" + server + ") is a cluster, which REDIS_MODE does not say.", RETRY_AFTER, cause);
    }

    /** Whether the server says that it is not the master (any more). */
    static boolean isReplica(JedisDataException cause) {
        return REPLICA.contains(kind(message(cause)));
    }

    /** The server answered with an error. */
    static DomainException refused(String server, JedisDataException cause) {
        String message = message(cause);
        return NOT_NOW.contains(kind(message)) || message.startsWith("ERR max number of clients")
                ? new DomainException.Unavailable("Redis (" + server + ") is unavailable.", RETRY_AFTER, cause)
                : new DomainException.Broken("Redis (" + server + ") refused a command.", cause);
    }

    private static String message(JedisDataException cause) {
        return cause.getMessage() == null ? "" : cause.getMessage();
    }

    private static String kind(String message) {
        return message.split("[ :]", 2)[0];
    }

    /**
     * One failure among the last ten calls is enough: a healthy server has none, and a second without it is cheap. At
     * least two calls, since the first one after the start includes connecting and loading classes. A slow response is
     * not a failure: when this machine is short of time, doing without Redis costs even more.
     */
    static CircuitBreakerConfig whenToBreak() {
        return CircuitBreakerConfig.custom()
                .slidingWindow(10, 2, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(10)
                .waitDurationInOpenState(RETRY_AFTER)
                .permittedNumberOfCallsInHalfOpenState(1)
                .build();
    }
}
