package bot.conversational.adapters.redis;

import bot.conversational.adapters.calls.CallObserver;
import bot.conversational.adapters.calls.Openness;
import bot.conversational.domain.shared.DomainException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * A logical Redis: one server, or a cluster in which each master has a part of the keys. A part that is unavailable or
 * frozen costs one timeout, fails at once after that, and does nothing to the others.
 */
public sealed interface Redis extends AutoCloseable permits RedisGuard, RedisCluster {

    /**
     * Connects at the first call; an unavailable server is no failure here.
     *
     * @param name what it is for, as in its clients' names, in logs and in exceptions
     * @param observer of every call of every server
     */
    static Redis connect(String name, RedisSettings settings, CallObserver observer) {
        return switch (settings.place()) {
            case RedisPlace.Single single -> RedisGuard.connect(name, settings, observer);
            case RedisPlace.Sentinels sentinels -> RedisGuard.connect(name, settings, observer);
            case RedisPlace.Cluster cluster -> RedisCluster.connect(name, settings, cluster, observer);
        };
    }

    /**
     * Another logical Redis in the same processes, with connections of its own. The two share what they know of a
     * server: a call that needs both waits for one timeout, not for one after the other.
     *
     * @param observer of the calls of this one
     */
    Redis beside(String name, CallObserver observer);

    /**
     * Does something with the server that has a key.
     *
     * @param operation what it is, for metrics: one of few
     * @param work uses keys of the same tag only, and may be done again on another server that they have moved to
     * @throws DomainException.Unavailable when the server is unavailable, too slow, or cannot serve now
     * @throws DomainException.Broken when the server refuses the command
     */
    <T extends @Nullable Object> T call(String operation, String key, Function<UnifiedJedis, T> work);

    /**
     * Runs a script on the server that has its keys, on its way together with what others ask at the same moment.
     *
     * @param keys which all have the same tag
     * @return null, a {@link Long}, a {@link String}, or a list of such
     * @throws DomainException.Unavailable as {@link #call} does
     * @throws DomainException.Broken as {@link #call} does
     */
    @Nullable
    Object run(LuaScript script, List<String> keys, List<String> arguments);

    /** Parts elements so that one script may use the keys of those that are together. */
    <E> List<List<E>> inOneScript(List<E> elements, Function<E, String> key);

    /**
     * Does something on each server that has the keys of some elements.
     *
     * @param operation as in {@link #call}
     * @param work returns one result for each element that it is given
     * @return the results in the order of the elements; empty for those whose server is unavailable
     * @throws DomainException.Unavailable when all of them are
     */
    <E, R> List<Optional<R>> each(
            String operation,
            List<E> elements,
            Function<E, String> key,
            BiFunction<UnifiedJedis, List<E>, List<R>> work);

    /** How many parts there are that can be unavailable by themselves; always the same. */
    int parts();

    /** The part that has a key, below {@link #parts()}. */
    int part(String key);

    /**
     * Asks all servers for a write; a replica only answers.
     *
     * @return the parts whose server takes none, or has become another one since the last time
     */
    BitSet away();

    /** Asks likewise and says for operators which server takes no writes; empty when all do. */
    Optional<String> complaint();

    /** How far the circuit breaker is {@linkplain Openness open}; of several masters, the one that is most. */
    double openness();

    /** False when a thread that all calls need has died. */
    boolean lives();

    @Override
    void close();
}
