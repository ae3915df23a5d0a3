package bot.conversational.adapters.redis;

import bot.conversational.adapters.tls.TrustedAuthorities;
import javax.net.ssl.SSLParameters;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** Makes connections to one server as the settings say; where sentinels name it, each is made to the master of then. */
final class RedisConnections {

    private static final String CLIENT_NAME = "conversational-bot-";

    private final RedisSettings settings;
    private final JedisClientConfig protocol;
    private final JedisSocketFactory sockets;

    /** @param name what the server is for, as in its clients' names */
    RedisConnections(String name, RedisSettings settings) {
        this.settings = settings;
        this.protocol = protocol(name, settings);
        this.sockets = switch (settings.place()) {
            case RedisPlace.Single single -> new DefaultJedisSocketFactory(single.address(), protocol);
            case RedisPlace.Sentinels sentinels ->
                new MasterSockets(sentinels, protocol, protocol(name, settings.ofSentinels(sentinels)));
            case RedisPlace.Cluster cluster -> throw new IllegalArgumentException(cluster + " is not one server");
        };
    }

    /** One, which is connected. */
    Connection open() {
        Connection connection = new Connection(sockets, protocol);
        connection.connect();
        return connection;
    }

    /** A client that takes one out of a pool for each command. */
    RedisClient pooled() {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(settings.maxConnections());
        pool.setMaxIdle(settings.maxConnections());
        pool.setMaxWait(settings.timeout());
        pool.setJmxEnabled(false);
        return RedisClient.builder()
                .hostAndPort(new HostAndPort("localhost", 0)) // asked for and not used: the provider knows better
                .clientConfig(protocol)
                .connectionProvider(new PooledConnectionProvider(new ConnectionFactory(sockets, protocol), pool))
                .build();
    }

    private static JedisClientConfig protocol(String name, RedisSettings settings) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .clientName(CLIENT_NAME + name)
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
}
