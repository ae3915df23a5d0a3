package bot.conversational.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.calls.CallObserver;
import bot.conversational.adapters.engines.ScaledRedis;
import bot.conversational.domain.chat.live.LiveTextMirror;
import bot.conversational.domain.chat.live.LiveTextStore.Delta;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis Cluster of three masters, each with a replica. {@code -Pscale} is stricter about pauses. */
@Tag("alone")
class RedisClusterIT extends RedisContracts {

    private static final ScaledRedis SERVERS = ScaledRedis.start(ScaledRedis.Kind.CLUSTER);

    /** One node is enough to find the others. */
    private static final Redis REDIS = Redis.connect(
            "cluster",
            RedisSettings.plain(
                    new RedisPlace.Cluster(List.of(new RedisPlace.Single("127.0.0.1", SERVERS.port("node6"))))),
            CallObserver.NONE);

    /** Of the keys of healthy masters while another one dies. */
    private static final Duration PAUSE = Duration.ofMillis(Integer.getInteger("scale.pauseMillis", 2_000));

    private static final Duration SOON = Duration.ofSeconds(30);

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
        SERVERS.servers().forEach(server -> SERVERS.power(server).pause());
        return () -> SERVERS.servers().forEach(server -> SERVERS.power(server).resume());
    }

    @Test
    void slotThatMovesShouldBeFollowed() {
        awaitAll();
        String key = RedisKeys.buckets(new UserId(UUID.randomUUID()));
        String slot = Integer.toString(REDIS.part(key));
        String from = masterOf(key);
        String to = keys().keySet().stream()
                .filter(other -> !other.equals(from))
                .findFirst()
                .orElseThrow();
        try (Jedis source = direct(from);
                Jedis target = direct(to)) {
            String sourceId = source.clusterMyId();
            String targetId = target.clusterMyId();
            target.sendCommand(Protocol.Command.CLUSTER, "SETSLOT", slot, "IMPORTING", sourceId);
            source.sendCommand(Protocol.Command.CLUSTER, "SETSLOT", slot, "MIGRATING", targetId);
            assertThat(REDIS.run(ECHO, List.of(key), List.of("asked"))).isEqualTo("asked");
            assertThat(REDIS.<String>call("test", key, client -> client.set(key, "value")))
                    .isEqualTo("OK");
            target.sendCommand(Protocol.Command.CLUSTER, "SETSLOT", slot, "NODE", targetId);
            source.sendCommand(Protocol.Command.CLUSTER, "SETSLOT", slot, "NODE", targetId);
            assertThat(target.get(key)).isEqualTo("value");
            assertThat(REDIS.<String>call("test", key, client -> client.get(key)))
                    .isEqualTo("value");
            assertThat(REDIS.run(ECHO, List.of(key), List.of("moved"))).isEqualTo("moved");
            assertThat(REDIS.away().get(REDIS.part(key))).as("changed hands").isTrue();
            await().atMost(SOON).until(() -> !REDIS.away().get(REDIS.part(key)));
        }
    }

    /** Whoever forgets the mode goes on without Redis, and is told why. */
    @Test
    void oneServerOfAClusterShouldCountAsUnavailable() {
        awaitAll();
        Map<String, String> keys = keys();
        String one = keys.keySet().iterator().next();
        try (Redis alone =
                Redis.connect("alone", RedisSettings.plain("127.0.0.1", SERVERS.port(one)), CallObserver.NONE)) {
            keys.forEach((server, key) -> {
                if (!server.equals(one)) {
                    assertThatThrownBy(() -> alone.run(ECHO, List.of(key), List.of("elsewhere")))
                            .isInstanceOf(DomainException.Unavailable.class)
                            .hasMessageContaining("REDIS_MODE");
                }
            });
        }
    }

    /** Every server is spoken to over TLS, at the port that it has for that, and asks for the password. */
    @Test
    void clusterWithTlsAndPasswordShouldBeUsed(@TempDir Path folder) throws Exception {
        awaitAll();
        try (SecuredRedis secured = SecuredRedis.of(SERVERS, folder)) {
            RedisSettings right = secured.settings(SecuredRedis.PASSWORD);
            RedisSettings wrong = secured.settings("wrong horse");
            for (String key : keys().values()) {
                await().atMost(SOON)
                        .ignoreException(DomainException.Unavailable.class)
                        .until(() -> {
                            // Servers tell each other at which port they speak TLS
                            try (Redis redis = Redis.connect("secured", right, CallObserver.NONE)) {
                                return "secret".equals(redis.run(ECHO, List.of(key), List.of("secret")));
                            }
                        });
                try (Redis redis = Redis.connect("refused", wrong, CallObserver.NONE)) {
                    assertThatThrownBy(() -> redis.run(ECHO, List.of(key), List.of("secret")))
                            .isInstanceOf(DomainException.Unavailable.class);
                }
            }
        }
    }

    @Test
    void eraserShouldFindAUsersKeysWhereverTheyAre() {
        awaitAll();
        RedisUserDataEraser eraser = new RedisUserDataEraser(REDIS);
        for (int i = 0; i < 10; i++) {
            UserId user = new UserId(UUID.randomUUID());
            String key = RedisKeys.session(user, "digest");
            REDIS.<String>call("test", key, client -> client.set(key, "-"));
            assertThat(eraser.removeAll(user)).isTrue();
            assertThat(REDIS.<Boolean>call("test", key, client -> client.exists(key)))
                    .isFalse();
            assertThat(eraser.removeAll(user)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lostMasterShouldTakeNothingButItsOwnKeysAway(boolean frozen) throws Exception {
        awaitAll();
        Map<String, String> keys = keys();
        String lost = keys.keySet().iterator().next();
        String lostKey = keys.getOrDefault(lost, "");
        List<Steady> others = keys.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(lost))
                .map(entry -> new Steady(REDIS, entry.getValue()))
                .toList();
        try {
            if (frozen) {
                SERVERS.power(lost).pause();
            } else {
                SERVERS.kill(lost);
            }
            assertThatThrownBy(() -> REDIS.run(ECHO, List.of(lostKey), List.of("lost")))
                    .isInstanceOf(DomainException.Unavailable.class);
            assertAway(lost, keys);
            assertMirrorServesTheOthers(lost, keys);
            await().atMost(SOON)
                    .ignoreException(DomainException.Unavailable.class)
                    .until(() -> "back".equals(REDIS.run(ECHO, List.of(lostKey), List.of("back"))));
        } finally {
            if (frozen) {
                SERVERS.power(lost).resume();
            } else {
                SERVERS.power(lost).restart();
            }
            for (Steady other : others) {
                other.close();
            }
        }
        assertThat(masterOf(lostKey)).as("the replica").isNotEqualTo(lost);
        for (Steady other : others) {
            System.out.printf(
                    "a master %s: another one's keys: %d calls, %d failed, slowest %d ms%n",
                    frozen ? "frozen" : "killed",
                    other.calls(),
                    other.failed(),
                    other.slowest().toMillis());
            assertThat(other.failed()).isZero();
            assertThat(other.calls()).isPositive();
            assertThat(other.slowest()).isLessThan(PAUSE);
        }
        awaitAll();
    }

    private static void assertAway(String lost, Map<String, String> keys) {
        await().atMost(SOON).until(() -> REDIS.away().get(REDIS.part(keys.getOrDefault(lost, ""))));
        keys.forEach((server, key) ->
                assertThat(REDIS.away().get(REDIS.part(key))).as(server).isEqualTo(server.equals(lost)));
        assertThat(REDIS.complaint())
                .hasValueSatisfying(complaint -> assertThat(complaint)
                        .contains(
                                "cluster: 127.0.0.1:" + SERVERS.port(lost) + " (", " of 16384 slots) takes no writes"));
    }

    private static void assertMirrorServesTheOthers(String lost, Map<String, String> keys) {
        List<Delta> pieces = new ArrayList<>();
        List<Long> sizes = new ArrayList<>();
        for (String server : keys.keySet()) {
            UserId user = userOn(server, keys);
            pieces.add(new Delta(user, new MessageId(UUID.randomUUID()), 0, "text"));
            sizes.add(server.equals(lost) ? LiveTextMirror.UNKNOWN : 4L);
        }
        assertThat(new RedisLiveTextMirror(REDIS).append(pieces)).isEqualTo(sizes);
    }

    /** Its keys have the slot of no other's. */
    private static UserId userOn(String server, Map<String, String> keys) {
        String key = keys.getOrDefault(server, "");
        return new UserId(UUID.fromString(key.substring(key.indexOf('{') + 1, key.indexOf('}'))));
    }

    /** All masters, each with a key that it has. */
    private static Map<String, String> keys() {
        Map<String, String> keys = new TreeMap<>();
        await().atMost(SOON).until(() -> {
            String key = RedisKeys.buckets(new UserId(UUID.randomUUID()));
            keys.put(masterOf(key), key);
            return keys.size() == 3;
        });
        return keys;
    }

    /** The server that does not send a call for this key elsewhere. */
    private static String masterOf(String key) {
        return SERVERS.servers().stream()
                .filter(server -> {
                    try (Jedis redis = direct(server)) {
                        redis.exists(key);
                        return true;
                    } catch (JedisException elsewhere) {
                        return false;
                    }
                })
                .findFirst()
                .orElse("");
    }

    private static Jedis direct(String server) {
        return new Jedis("127.0.0.1", SERVERS.port(server));
    }

    /** Every master takes writes, and every master has a replica again. */
    private static void awaitAll() {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> REDIS.away().isEmpty()
                        && SERVERS.servers().stream()
                                        .filter(RedisClusterIT::follows)
                                        .count()
                                == 3);
    }

    private static boolean follows(String server) {
        try (Jedis redis = direct(server)) {
            return redis.info("replication").contains("master_link_status:up");
        } catch (JedisException away) {
            return false;
        }
    }
}
