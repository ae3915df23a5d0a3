package bot.conversational.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.calls.CallObserver;
import bot.conversational.adapters.engines.ScaledRedis;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;

/** A master that sentinels name, and its replica. */
@Tag("alone")
class RedisSentinelIT extends RedisContracts {

    private static final ScaledRedis SERVERS = ScaledRedis.start(ScaledRedis.Kind.SENTINEL);
    private static final List<String> DATA = List.of("server1", "server2");
    private static final Redis REDIS = Redis.connect(
            "sentinel",
            RedisSettings.plain(new RedisPlace.Sentinels(
                    Stream.of(1, SERVERS.port("sentinel1"), SERVERS.port("sentinel2"), SERVERS.port("sentinel3"))
                            .map(port -> new RedisPlace.Single("127.0.0.1", port))
                            .toList(),
                    SERVERS.environment().getOrDefault("REDIS_SENTINEL_MASTER", ""),
                    Optional.empty(),
                    Optional.empty())),
            CallObserver.NONE);
    private static final Duration SOON = Duration.ofSeconds(60);

    @AfterAll
    static void stop() {
        REDIS.close();
        SERVERS.close();
    }

    @Override
    Redis redis() {
        return REDIS;
    }

    @Override
    Outage outage() {
        DATA.forEach(server -> SERVERS.power(server).pause());
        return () -> DATA.forEach(server -> SERVERS.power(server).resume());
    }

    @Test
    void promotedReplicaShouldBeFoundWhenTheMasterIsKilled() {
        awaitPair();
        String killed = master();
        REDIS.run(ECHO, List.of(), List.of("connected"));
        SERVERS.kill(killed);
        try {
            assertThatThrownBy(() -> REDIS.run(ECHO, List.of(), List.of("dead")))
                    .isInstanceOf(DomainException.Unavailable.class);
            assertThat(REDIS.complaint())
                    .hasValueSatisfying(complaint -> assertThat(complaint).contains("sentinel: the master mymaster"));
            await().atMost(SOON).until(() -> REDIS.away().isEmpty());
            assertThat(REDIS.run(ECHO, List.of(), List.of("promoted"))).isEqualTo("promoted");
        } finally {
            SERVERS.power(killed).restart();
        }
        assertThat(master()).isNotEqualTo(killed);
    }

    @Test
    void newMasterShouldBeFoundWhenTheOldOneIsDemoted() {
        awaitPair();
        String old = master();
        String key = "conversational_bot:test:" + UUID.randomUUID();
        REDIS.<String>call("test", key, client -> client.set(key, "before"));
        try (Jedis sentinel = direct("sentinel1")) {
            sentinel.sendCommand(Protocol.Command.SENTINEL, "FAILOVER", "mymaster");
        }
        await().atMost(SOON).until(() -> !master().isEmpty() && !master().equals(old));
        // For a moment the old one still takes writes, which are lost; then it says that it is a replica.
        try (Jedis promoted = direct(master())) {
            await().atMost(SOON)
                    .ignoreException(DomainException.Unavailable.class)
                    .until(() -> {
                        REDIS.<String>call("test", key, client -> client.set(key, "after"));
                        return "after".equals(promoted.get(key));
                    });
        }
    }

    /** Sentinels and servers have accounts of their own. */
    @Test
    void passwordsOfSentinelsAndServersShouldBeToldApart() {
        awaitPair();
        List<String> sentinels =
                SERVERS.servers().stream().filter(it -> !DATA.contains(it)).toList();
        sentinels.forEach(server -> account(server, "watcher", "of the sentinels"));
        DATA.forEach(server -> account(server, "service", "of the servers"));
        try {
            try (Redis redis = Redis.connect("right", secured("of the sentinels"), CallObserver.NONE)) {
                assertThat(redis.run(ECHO, List.of(), List.of("let in"))).isEqualTo("let in");
                assertThat(DATA.stream().map(RedisSentinelIT::clients)).anyMatch(it -> it.contains("user=service"));
            }
            try (Redis redis = Redis.connect("wrong", secured("of the servers"), CallObserver.NONE)) {
                assertThatThrownBy(() -> redis.run(ECHO, List.of(), List.of("refused")))
                        .isInstanceOf(DomainException.Unavailable.class);
            }
        } finally {
            SERVERS.servers().forEach(RedisSentinelIT::removeAccounts);
        }
    }

    private static RedisSettings secured(String ofSentinels) {
        return new RedisSettings(
                new RedisPlace.Sentinels(
                        List.of(new RedisPlace.Single("127.0.0.1", SERVERS.port("sentinel1"))),
                        "mymaster",
                        Optional.of("watcher"),
                        Optional.of(ofSentinels)),
                0,
                5,
                Optional.of("service"),
                Optional.of("of the servers"),
                false,
                Optional.empty(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2));
    }

    private static void account(String server, String name, String password) {
        try (Jedis redis = direct(server)) {
            redis.aclSetUser(name, "on", ">" + password, "~*", "&*", "+@all");
        }
    }

    private static String clients(String server) {
        try (Jedis redis = direct(server)) {
            return redis.clientList();
        }
    }

    private static void removeAccounts(String server) {
        try (Jedis redis = direct(server)) {
            redis.aclDelUser("watcher", "service");
        }
    }

    /** What both the sentinels and the server itself call so. */
    private static String master() {
        try (Jedis sentinel = direct("sentinel2")) {
            int port = Integer.parseInt(
                    sentinel.sentinelGetMasterAddrByName("mymaster").getLast());
            return DATA.stream()
                    .filter(server ->
                            SERVERS.port(server) == port && info(server).contains("role:master"))
                    .findFirst()
                    .orElse("");
        }
    }

    private static void awaitPair() {
        await().atMost(SOON)
                .until(() -> !master().isEmpty()
                        && REDIS.away().isEmpty()
                        && DATA.stream().anyMatch(server -> info(server).contains("master_link_status:up")));
    }

    private static String info(String server) {
        try (Jedis redis = direct(server)) {
            return redis.info("replication");
        } catch (JedisException away) {
            return "";
        }
    }

    private static Jedis direct(String server) {
        return new Jedis("127.0.0.1", SERVERS.port(server));
    }
}
