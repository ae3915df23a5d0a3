package bot.conversational.adapters.redis;

import bot.conversational.adapters.engines.ScaledRedis;
import bot.conversational.adapters.engines.TestCertificate;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.Jedis;

/** Running servers that learn to speak TLS, and to ask for a password, until this is closed. */
record SecuredRedis(ScaledRedis servers, TestCertificate certificate, int port) implements AutoCloseable {

    static final String PASSWORD = "correct horse";
    private static final String USER = "service";
    private static final String ADDRESS = "127.0.0.1";

    static SecuredRedis of(ScaledRedis servers, Path folder) throws IOException {
        TestCertificate certificate = TestCertificate.forAddress(ADDRESS, folder);
        int port = 0;
        for (String server : servers.servers()) {
            port = speakTls(servers, server, certificate);
        }
        return new SecuredRedis(servers, certificate, port);
    }

    private static int speakTls(ScaledRedis servers, String server, TestCertificate certificate) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Files.copy(certificate.certificate(), servers.files(server).resolve("tls.crt"));
        Files.writeString(servers.files(server).resolve("tls.key"), certificate.key());
        try (Jedis redis = new Jedis(ADDRESS, servers.port(server))) {
            redis.aclSetUser(USER, "on", ">" + PASSWORD, "~*", "&*", "+@all");
            redis.configSet(Map.of(
                    "tls-cert-file",
                    "tls.crt",
                    "tls-key-file",
                    "tls.key",
                    "tls-auth-clients",
                    "no",
                    "tls-port",
                    Integer.toString(port)));
        }
        return port;
    }

    /** Of a client with this password that knows one of a cluster's servers. */
    RedisSettings settings(String password) {
        return new RedisSettings(
                new RedisPlace.Cluster(List.of(new RedisPlace.Single(ADDRESS, port))),
                0,
                5,
                Optional.of(USER),
                Optional.of(password),
                true,
                Optional.of(certificate.certificate()),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2));
    }

    @Override
    public void close() {
        for (String server : servers.servers()) {
            try (Jedis redis = new Jedis(ADDRESS, servers.port(server))) {
                redis.configSet("tls-port", "0");
                redis.aclDelUser(USER);
            }
        }
    }
}
