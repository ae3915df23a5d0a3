package bot.conversational.adapters.redis;

import bot.conversational.adapters.tls.TrustedAuthorities;
import bot.conversational.domain.shared.DomainException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.params.SetParams;

/**
 * One logical Redis server: connections, and a circuit breaker. An unavailable or frozen server costs one timeout;
 * after that calls fail at once, until a single call a second finds it available again.
 */
public final class RedisGuard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisGuard.class);

    /**
     * A frozen server is detected by the connection itself, after one timeout. A caller that waits longer waits in a
     * queue, on a machine that is short of time. There, doing without Redis would cost it more.
     */
    private static final int TIMEOUTS_UNTIL_ANSWER = 4;

    private static final SetParams PROBE = SetParams.setParams().px(60_000);

    private final String name;
    private final RedisSettings settings;
    private final RedisClient client;
    private final PipelinedConnection shared;
    private final CircuitBreaker breaker;
    private final AtomicLong lastAnswer;

    private RedisGuard(String name, RedisSettings settings, CircuitBreaker breaker, AtomicLong lastAnswer) {
        this.name = name;
        this.settings = settings;
        this.client = RedisClient.builder()
                .hostAndPort(settings.host(), settings.port())
                .clientConfig(protocol(name, settings))
                .poolConfig(pool(settings))
                .build();
        this.shared = new PipelinedConnection(
                "redis-" + name,
                () -> connect(settings),
                settings.timeout().multipliedBy(TIMEOUTS_UNTIL_ANSWER).toMillis());
        this.breaker = breaker;
        this.lastAnswer = lastAnswer;
        // Connections from before an outage are dead, also where another logical server met it.
        breaker.getEventPublisher().onStateTransition(event -> leave());
    }

    /** Makes all connections anew for the calls that come. */
    private void leave() {
        client.getPool().clear();
        shared.renew();
    }

    /**
     * Connects at the first call; an unavailable server is no failure here.
     *
     * @param name what the server is for, as in its clients' names, in logs and in exceptions
     */
    public static RedisGuard connect(String name, RedisSettings settings) {
        CircuitBreaker breaker = CircuitBreaker.of("redis", whenToBreak());
        String where = settings.host() + ":" + settings.port();
        breaker.getEventPublisher()
                .onStateTransition(event -> LOG.warn("Redis at {}: {}", where, event.getStateTransition()));
        return new RedisGuard(name, settings, breaker, new AtomicLong(System.nanoTime()));
    }

    /**
     * Another logical server in the same process, with connections of its own. The two share their breaker: a call that
     * needs both waits for one timeout, not for one after the other.
     */
    public RedisGuard beside(String name) {
        return new RedisGuard(name, settings, breaker, lastAnswer);
    }

    /**
     * Does something with a connection.
     *
     * @throws DomainException.Unavailable when the server is unavailable, too slow, or cannot serve now
     * @throws DomainException.Broken when the server refuses the command
     */
    <T extends @Nullable Object> T call(Function<UnifiedJedis, T> work) {
        return guarded(() -> work.apply(client));
    }

    /**
     * Runs a script, on its way together with what others ask at the same moment.
     *
     * @return null, a {@link Long}, a {@link String}, or a list of such
     * @throws DomainException.Unavailable as {@link #call} does
     * @throws DomainException.Broken as {@link #call} does
     */
    @Nullable
    Object run(LuaScript script, List<String> keys, List<String> arguments) {
        return this.<@Nullable Object>guarded(() -> {
            try {
                return shared.ask(script.call(keys, arguments));
            } catch (JedisNoScriptException unknown) {
                return script.introduce(client, keys, arguments);
            }
        });
    }

    private <T extends @Nullable Object> T guarded(Supplier<T> work) {
        if (!breaker.tryAcquirePermission()) {
            throw RedisFailures.away(name, null);
        }
        long start = System.nanoTime();
        try {
            T result = work.get();
            long end = System.nanoTime();
            lastAnswer.set(end);
            breaker.onSuccess(end - start, TimeUnit.NANOSECONDS);
            return result;
        } catch (JedisConnectionException e) {
            if (lastAnswer.get() - start > 0) {
                // It has answered others meanwhile: on a machine that is short of time one answer may come too late.
                breaker.releasePermission();
                throw RedisFailures.away(name, e);
            }
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
            // The pool has closed this connection, but its idle ones are equally old: each would cost the one call that
            // finds the server available again.
            client.getPool().clear();
            throw RedisFailures.away(name, e);
        } catch (JedisDataException e) {
            if (RedisFailures.isReplica(e)) {
                // It was the master when these connections were made. Another server may be behind the address by now.
                breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
                leave();
                throw RedisFailures.refused(name, e);
            }
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            throw RedisFailures.refused(name, e);
        } catch (JedisException e) {
            // No connection was free. Whether the server is well is for the calls to find that have one.
            breaker.releasePermission();
            throw RedisFailures.away(name, e);
        } catch (RuntimeException | Error e) {
            breaker.releasePermission();
            throw e;
        }
    }

    /** Returns when the server takes a write; throws as every call does when it does not. A replica only answers. */
    public void probe() {
        call(client -> client.set(RedisKeys.probe(name), "", PROBE));
    }

    /** False when a thread that all calls need has died. */
    public boolean lives() {
        return shared.lives();
    }

    @Override
    public void close() {
        shared.close();
        client.close();
    }

    /**
     * One failure among the last ten calls is enough: a healthy server has none, and a second without it is cheap. At
     * least two calls, since the first one after the start includes connecting and loading classes. A slow response is
     * not a failure: when this machine is short of time, doing without Redis costs even more.
     */
    private static CircuitBreakerConfig whenToBreak() {
        return CircuitBreakerConfig.custom()
                .slidingWindow(10, 2, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(10)
                .waitDurationInOpenState(RedisFailures.RETRY_AFTER)
                .permittedNumberOfCallsInHalfOpenState(1)
                .build();
    }

    private Connection connect(RedisSettings settings) {
        Connection connection =
                new Connection(new HostAndPort(settings.host(), settings.port()), protocol(name, settings));
        connection.connect();
        return connection;
    }

    private static DefaultJedisClientConfig protocol(String name, RedisSettings settings) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .clientName("conversational-bot-" + name)
                .database(settings.database())
                .connectionTimeoutMillis((int) settings.connectTimeout().toMillis())
                .socketTimeoutMillis((int) settings.timeout().toMillis());
        if (settings.tls()) {
            settings.authorities()
                    .ifPresentOrElse(
                            pem -> config.ssl(true)
                                    .sslSocketFactory(TrustedAuthorities.in(pem).getSocketFactory())
                                    .sslParameters(checkingTheName()),
                            // Unlike ssl(true) these check the name, too.
                            () -> config.sslOptions(SslOptions.defaults()));
        }
        settings.user().ifPresent(config::user);
        settings.password().ifPresent(config::password);
        return config.build();
    }

    private static SSLParameters checkingTheName() {
        SSLParameters parameters = new SSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }

    private static ConnectionPoolConfig pool(RedisSettings settings) {
        ConnectionPoolConfig config = new ConnectionPoolConfig();
        config.setMaxTotal(settings.maxConnections());
        config.setMaxIdle(settings.maxConnections());
        config.setMaxWait(settings.timeout());
        config.setJmxEnabled(false);
        return config;
    }
}
