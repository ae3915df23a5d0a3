package bot.conversational.adapters.redis;

import bot.conversational.adapters.calls.CallObserver;
import bot.conversational.adapters.calls.Openness;
import bot.conversational.domain.shared.DomainException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.exceptions.JedisRedirectionException;
import redis.clients.jedis.params.SetParams;

/**
 * One server that takes writes: connections to it, and a circuit breaker. It is a logical Redis by itself, or one master
 * of a cluster. An unavailable or frozen server costs one timeout; after that calls fail at once, until a single call a
 * second finds it available again.
 */
public final class RedisGuard implements Redis {

    private static final Logger LOG = LoggerFactory.getLogger(RedisGuard.class);

    /**
     * A frozen server is detected by the connection itself, after one timeout. A caller that waits longer waits in a
     * queue, on a machine that is short of time. There, doing without Redis would cost it more.
     */
    private static final int TIMEOUTS_UNTIL_ANSWER = 4;

    /** The operation of probes. */
    static final String PROBING = "probe";

    private static final SetParams PROBE = SetParams.setParams().px(60_000);

    private final String name;
    private final RedisSettings settings;
    private final RedisClient client;
    private final UnifiedJedis asking;
    private final PipelinedConnection shared;
    private final CircuitBreaker breaker;
    private final AtomicLong lastAnswer;
    private final CallObserver observer;
    private final AtomicBoolean toldOfCluster = new AtomicBoolean();

    private RedisGuard(
            String name, RedisSettings settings, CircuitBreaker breaker, AtomicLong lastAnswer, CallObserver observer) {
        RedisConnections connections = new RedisConnections(name, settings);
        this.name = name;
        this.settings = settings;
        this.client = connections.pooled();
        this.asking = new AskingClient(client.getPool()::getResource);
        this.shared = new PipelinedConnection(
                "redis-" + name,
                connections::open,
                settings.timeout().multipliedBy(TIMEOUTS_UNTIL_ANSWER).toMillis());
        this.breaker = breaker;
        this.lastAnswer = lastAnswer;
        this.observer = observer;
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
     * @param settings with the place of one server, or of the sentinels that name it
     * @param observer of every call
     */
    public static RedisGuard connect(String name, RedisSettings settings, CallObserver observer) {
        CircuitBreaker breaker = CircuitBreaker.of("redis", RedisFailures.whenToBreak());
        breaker.getEventPublisher()
                .onStateTransition(event -> LOG.warn("Redis at {}: {}", settings.place(), event.getStateTransition()));
        return new RedisGuard(name, settings, breaker, new AtomicLong(System.nanoTime()), observer);
    }

    /** The same, observed by nobody. */
    static RedisGuard connect(String name, RedisSettings settings) {
        return connect(name, settings, CallObserver.NONE);
    }

    @Override
    public RedisGuard beside(String other, CallObserver others) {
        return new RedisGuard(other, settings, breaker, lastAnswer, others);
    }

    @Override
    public <T extends @Nullable Object> T call(String operation, String key, Function<UnifiedJedis, T> work) {
        try {
            return callHere(operation, work, false);
        } catch (JedisRedirectionException elsewhere) {
            throw oneOfMany(elsewhere);
        }
    }

    @Override
    public @Nullable Object run(LuaScript script, List<String> keys, List<String> arguments) {
        try {
            return runHere(script, keys, arguments, false);
        } catch (JedisRedirectionException elsewhere) {
            throw oneOfMany(elsewhere);
        }
    }

    /** The settings speak of one server. Whoever made them learns it from the log. */
    private DomainException oneOfMany(JedisRedirectionException elsewhere) {
        if (toldOfCluster.compareAndSet(false, true)) {
            LOG.warn("Redis at {} is one server of a cluster, and REDIS_MODE is not cluster", settings.place());
        }
        return RedisFailures.cluster(name, elsewhere);
    }

    /**
     * Does something with a connection.
     *
     * @param operation as in {@link #call}
     * @param asked whether the keys are here because another server sent the call, which has them in part
     * @throws JedisRedirectionException when the keys are on another server
     */
    <T extends @Nullable Object> T callHere(String operation, Function<UnifiedJedis, T> work, boolean asked) {
        return guarded(operation, () -> work.apply(asked ? asking : client));
    }

    /**
     * Runs a script.
     *
     * @param asked as in {@link #callHere}
     * @throws JedisRedirectionException when the keys are on another server
     */
    @Nullable
    Object runHere(LuaScript script, List<String> keys, List<String> arguments, boolean asked) {
        return this.<@Nullable Object>guarded(script.name(), () -> {
            if (asked) {
                return script.introduce(asking, keys, arguments);
            }
            try {
                return shared.ask(script.call(keys, arguments));
            } catch (JedisNoScriptException unknown) {
                return script.introduce(client, keys, arguments);
            }
        });
    }

    @Override
    public <E> List<List<E>> inOneScript(List<E> elements, Function<E, String> key) {
        return List.of(elements);
    }

    @Override
    public <E, R> List<Optional<R>> each(
            String operation,
            List<E> elements,
            Function<E, String> key,
            BiFunction<UnifiedJedis, List<E>, List<R>> work) {
        return call(operation, "", used -> work.apply(used, elements)).stream()
                .map(Optional::of)
                .toList();
    }

    private <T extends @Nullable Object> T guarded(String operation, Supplier<T> work) {
        if (!breaker.tryAcquirePermission()) {
            throw RedisFailures.away(name, null);
        }
        long start = System.nanoTime();
        boolean answered = false;
        try {
            T result = judged(work, start);
            answered = true;
            return result;
        } catch (JedisRedirectionException elsewhere) {
            answered = true;
            throw elsewhere;
        } finally {
            observer.ended(operation, answered, System.nanoTime() - start);
        }
    }

    /** Tells the breaker how the work went. */
    private <T extends @Nullable Object> T judged(Supplier<T> work, long start) {
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
        } catch (JedisRedirectionException elsewhere) {
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            throw elsewhere;
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
        String key = RedisKeys.probe(name, 0);
        call(PROBING, key, used -> write(used, key));
    }

    /** Writes what shows that a server takes writes. */
    static String write(UnifiedJedis redis, String key) {
        return redis.set(key, "", PROBE);
    }

    @Override
    public int parts() {
        return 1;
    }

    @Override
    public int part(String key) {
        return 0;
    }

    @Override
    public BitSet away() {
        BitSet away = new BitSet();
        try {
            probe();
        } catch (DomainException.Unavailable unavailable) {
            away.set(0);
        }
        return away;
    }

    @Override
    public Optional<String> complaint() {
        return away().isEmpty() ? Optional.empty() : Optional.of(name + ": " + settings.place() + " takes no writes");
    }

    @Override
    public double openness() {
        return Openness.of(breaker);
    }

    @Override
    public boolean lives() {
        return shared.lives();
    }

    @Override
    public void close() {
        shared.close();
        client.close();
    }
}
