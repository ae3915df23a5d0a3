package bot.conversational.adapters.redis;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Sockets to the server that sentinels call the master. They are asked for each one, as connections live long: so nothing
 * is to be listened to, and no connection can be made to yesterday's master by an event that was missed.
 */
final class MasterSockets implements JedisSocketFactory {

    private final RedisPlace.Sentinels place;
    private final JedisClientConfig toMaster;
    private final JedisClientConfig toSentinel;

    /** The one that answered last is asked first: a dead one costs its timeout once. */
    private volatile int first;

    MasterSockets(RedisPlace.Sentinels place, JedisClientConfig toMaster, JedisClientConfig toSentinel) {
        this.place = place;
        this.toMaster = toMaster;
        this.toSentinel = toSentinel;
    }

    @Override
    public Socket createSocket() {
        return new DefaultJedisSocketFactory(master(), toMaster).createSocket();
    }

    private HostAndPort master() {
        List<RedisPlace.Single> sentinels = place.sentinels();
        JedisConnectionException none = new JedisConnectionException("No sentinel names the master " + place.master());
        int start = first;
        for (int i = 0; i < sentinels.size(); i++) {
            int next = (start + i) % sentinels.size();
            try {
                Optional<HostAndPort> master = askedOf(sentinels.get(next));
                if (master.isPresent()) {
                    first = next;
                    return master.get();
                }
            } catch (JedisException away) {
                none.addSuppressed(away);
            }
        }
        throw none;
    }

    /** Empty when this one does not know a master of the name. */
    private Optional<HostAndPort> askedOf(RedisPlace.Single sentinel) {
        try (Connection connection = new Connection(sentinel.address(), toSentinel)) {
            Object named = connection.executeCommand(new CommandArguments(Protocol.Command.SENTINEL)
                    .add("GET-MASTER-ADDR-BY-NAME")
                    .add(place.master()));
            return named instanceof List<?> pair
                            && pair.size() == 2
                            && pair.get(0) instanceof byte[] host
                            && pair.get(1) instanceof byte[] port
                    ? Optional.of(new HostAndPort(text(host), Integer.parseInt(text(port))))
                    : Optional.empty();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
