package bot.conversational.application.wiring.engine;

import bot.conversational.adapters.calls.CallObserver;
import bot.conversational.adapters.redis.Redis;
import bot.conversational.adapters.redis.RedisPlace;
import bot.conversational.adapters.redis.RedisPlace.Single;
import bot.conversational.adapters.redis.RedisSettings;
import bot.conversational.application.config.RedisConfiguration;
import bot.conversational.application.config.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Sessions and cache: two logical servers, which are in the same processes unless configured otherwise. */
record RedisServers(Redis sessions, Redis cache) {

    /** Healthy responses take well below a millisecond; a slower server counts as unavailable. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    static final String SESSIONS = "sessions";
    static final String CACHE = "cache";

    /** @param observers of the calls of each, by its name */
    static RedisServers of(
            RedisConfiguration redis,
            RedisConfiguration.ApartSettings cache,
            Function<String, CallObserver> observers) {
        Redis sessions = Redis.connect(SESSIONS, settings(redis), observers.apply(SESSIONS));
        CallObserver ofCache = observers.apply(CACHE);
        return new RedisServers(
                sessions,
                redis.apart(cache)
                        .map(apart -> Redis.connect(CACHE, settings(apart), ofCache))
                        .orElseGet(() -> sessions.beside(CACHE, ofCache)));
    }

    /** A line for operators; an exception's message says which servers take no writes. */
    String probe() {
        List<String> complaints = Stream.of(sessions, cache)
                .flatMap(server -> server.complaint().stream())
                .toList();
        if (!complaints.isEmpty()) {
            throw new IllegalStateException(String.join("; ", complaints));
        }
        return "sessions and cache take writes";
    }

    boolean lives() {
        return sessions.lives() && cache.lives();
    }

    private static RedisSettings settings(RedisConfiguration redis) {
        return new RedisSettings(
                place(redis),
                redis.database(),
                redis.maxConnections() / 2,
                given(redis.user()),
                given(redis.password()),
                redis.tls(),
                redis.authorities(),
                PATIENCE,
                PATIENCE);
    }

    private static RedisPlace place(RedisConfiguration redis) {
        return switch (redis.mode()) {
            case SINGLE -> new Single(redis.host(), redis.port());
            case SENTINEL ->
                new RedisPlace.Sentinels(
                        servers(redis),
                        redis.sentinelMaster(),
                        given(redis.sentinelUser()),
                        given(redis.sentinelPassword()));
            case CLUSTER -> new RedisPlace.Cluster(servers(redis));
        };
    }

    private static List<Single> servers(RedisConfiguration redis) {
        return redis.addresses().stream().map(RedisServers::server).toList();
    }

    /** An address of IPv6 is in brackets. */
    private static Single server(String address) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon);
        return new Single(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                Integer.parseInt(address.substring(colon + 1)));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    private static Optional<String> given(Secret secret) {
        return Optional.of(secret).filter(given -> !given.isEmpty()).map(Secret::reveal);
    }
}
