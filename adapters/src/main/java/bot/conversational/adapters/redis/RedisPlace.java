package bot.conversational.adapters.redis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import redis.clients.jedis.HostAndPort;

/** Where a logical Redis is. */
public sealed interface RedisPlace {

    /** One server, always the same. */
    record Single(String host, int port) implements RedisPlace {

        HostAndPort address() {
            return new HostAndPort(host, port);
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * The server that sentinels call the master at the moment.
     *
     * @param master its name among them
     * @param user of the sentinels themselves, empty for their default user
     * @param password of the sentinels themselves
     */
    record Sentinels(List<Single> sentinels, String master, Optional<String> user, Optional<String> password)
            implements RedisPlace {

        @Override
        public String toString() {
            return "the master " + master + " of the sentinels " + named(sentinels);
        }
    }

    /**
     * The masters of a Redis Cluster, each of which has a part of the keys.
     *
     * @param nodes some of it, which name the others
     */
    record Cluster(List<Single> nodes) implements RedisPlace {

        @Override
        public String toString() {
            return "the cluster of " + named(nodes);
        }
    }

    private static String named(List<Single> servers) {
        return servers.stream().map(Single::toString).collect(Collectors.joining(", "));
    }
}
