package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.calls.CallObserver;
import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.TestCertificate;
import bot.conversational.adapters.redis.RedisGuard;
import bot.conversational.adapters.redis.RedisPlace;
import bot.conversational.adapters.redis.RedisSettings;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import bot.conversational.domain.shared.DomainException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

/**
 * A node on engines that speak TLS and ask for a password. The engines of the tests learn to for a while; a container
 * cannot be given files, so there this is left out.
 */
@Tag("alone")
@SuppressWarnings("NullAway.Init") // set up before all tests
class TlsIT {

    private static final String USER = "tls-it";
    private static final String PASSWORD = "correct horse";

    @TempDir
    private Path folder;

    private final Engines.Postgres postgres = Engines.postgres();
    private final RedisClient redis = RedisClient.builder()
            .hostAndPort(Engines.redis().host(), Engines.redis().port())
            .build();
    private final Path redisFolder = Deployment.root()
            .resolve("target/test-engines")
            .resolve(System.getProperty("test.fork", "fork-1"))
            .resolve("redis/data");
    private TestCertificate certificate;
    private int redisPort;

    @BeforeEach
    void speakTls() throws Exception {
        assumeThat(redisFolder).isDirectory();
        certificate = TestCertificate.forName("localhost", folder);
        postgresql(
                write("tls-it.crt", Files.readString(certificate.certificate())),
                write("tls-it.key", certificate.key()),
                "alter system set ssl_cert_file = 'tls-it.crt'",
                "alter system set ssl_key_file = 'tls-it.key'",
                "alter system set ssl = on",
                "select pg_reload_conf()");
        Files.copy(certificate.certificate(), redisFolder.resolve("tls-it.crt"));
        Files.writeString(redisFolder.resolve("tls-it.key"), certificate.key());
        redisPort = freePort();
        redis.sendCommand(Protocol.Command.ACL, "SETUSER", USER, "on", ">" + PASSWORD, "~*", "&*", "+@all");
        redis.configSet(Map.of(
                "tls-cert-file", "tls-it.crt",
                "tls-key-file", "tls-it.key",
                "tls-auth-clients", "no",
                "tls-port", Integer.toString(redisPort)));
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            connect("localhost", certificate.certificate()).close();
            return true;
        });
    }

    @AfterEach
    void speakPlainly() throws Exception {
        postgresql("alter system reset all", "select pg_reload_conf()");
        redis.configSet("tls-port", "0");
        redis.sendCommand(Protocol.Command.ACL, "DELUSER", USER);
        redis.close();
        Files.deleteIfExists(redisFolder.resolve("tls-it.crt"));
        Files.deleteIfExists(redisFolder.resolve("tls-it.key"));
    }

    @Test
    void nodeShouldServeOverTlsAlone() throws Exception {
        Path secret = Files.writeString(folder.resolve("redis-password"), PASSWORD + "\n");
        String authority = certificate.certificate().toString();
        Deployment deployment = Deployment.fresh(Map.of(
                "POSTGRES_HOST",
                "localhost",
                "POSTGRES_SSLMODE",
                "verify-full",
                "POSTGRES_SSLROOTCERT",
                authority,
                "REDIS_HOST",
                "localhost",
                "REDIS_PORT",
                Integer.toString(redisPort),
                "REDIS_USERNAME",
                USER,
                "REDIS_PASSWORD_FILE",
                secret.toString(),
                "REDIS_TLS",
                "true",
                "REDIS_CA_FILE",
                authority));
        try (Node node = deployment.startInProcess()) {
            Api ada = node.api().asNewUser();
            ada.say(ada.newConversation(), "Is anybody listening?").expect(201);

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(node.admin()
                                    .get("/healthcheck")
                                    .json()
                                    .at("/redis/healthy")
                                    .asBoolean())
                            .isTrue());
            assertThat(connections(deployment, true)).isPositive();
            assertThat(connections(deployment, false)).isZero();
        }
    }

    @Test
    void postgresqlThatIsAnotherShouldNotBeSpokenTo() throws Exception {
        connect("localhost", certificate.certificate()).close();

        assertThatThrownBy(() -> connect("127.0.0.1", certificate.certificate()))
                .as("a name that is not in the certificate")
                .isInstanceOf(SQLException.class);
        Path stranger = TestCertificate.forName("elsewhere.example", folder).certificate();
        assertThatThrownBy(() -> connect("localhost", stranger))
                .as("an authority that did not sign it")
                .isInstanceOf(SQLException.class);
    }

    @Test
    void redisThatIsAnotherShouldNotBeSpokenTo() {
        probe("localhost", PASSWORD, certificate.certificate());

        assertThatThrownBy(() -> probe("127.0.0.1", PASSWORD, certificate.certificate()))
                .as("a name that is not in the certificate")
                .isInstanceOf(DomainException.Unavailable.class);
        Path stranger = TestCertificate.forName("elsewhere.example", folder).certificate();
        assertThatThrownBy(() -> probe("localhost", PASSWORD, stranger))
                .as("an authority that did not sign it")
                .isInstanceOf(DomainException.Unavailable.class);
        assertThatThrownBy(() -> probe("localhost", "wrong", certificate.certificate()))
                .isInstanceOf(DomainException.Unavailable.class);
    }

    private void probe(String host, String password, Path authority) {
        Duration patience = Duration.ofSeconds(10);
        RedisSettings settings = new RedisSettings(
                new RedisPlace.Single(host, redisPort),
                0,
                2,
                Optional.of(USER),
                Optional.of(password),
                true,
                Optional.of(authority),
                patience,
                patience);
        try (RedisGuard guard = RedisGuard.connect("tls", settings, CallObserver.NONE)) {
            guard.probe();
        }
    }

    private Connection connect(String host, Path authority) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + host + ":" + postgres.port() + "/" + postgres.database()
                        + "?sslmode=verify-full&sslrootcert=" + authority,
                postgres.user(),
                postgres.password());
    }

    private static int connections(Deployment deployment, boolean encrypted) throws SQLException {
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select count(*)
                          from pg_stat_ssl join pg_stat_activity using (pid)
                         where datname = current_database() and application_name = 'conversational-bot'
                           and ssl = %s
                        """.formatted(encrypted))) {
            row.next();
            return row.getInt(1);
        }
    }

    /** The server itself writes the file: only so it is its own, which it asks of a key. */
    private static String write(String name, String pem) {
        return "copy (select unnest(string_to_array('" + pem.strip() + "', e'\\n'))) to program 'umask 077; cat > "
                + name + "'";
    }

    private void postgresql(String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
