package bot.conversational.adapters.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Every test of a frozen or killed engine rests on this: that frozen is frozen, and thawed is as before. */
class EnginesIT {

    @Test
    void freezeShouldSilenceRedisUntilItIsThawed() throws IOException {
        Engines.Redis redis = Engines.redis();
        assertThat(ping(redis)).isEqualTo("+PONG");
        try (PausedEngine frozen = PausedEngine.freeze(redis)) {
            assertThatThrownBy(() -> ping(redis)).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(ping(redis)).isEqualTo("+PONG");
    }

    @Test
    void restartShouldBringRedisBackWhereItWas() throws IOException {
        Engines.Redis redis = Engines.redis();
        redis.kill();
        assertThatThrownBy(() -> ping(redis)).isInstanceOf(IOException.class);
        redis.restart();
        assertThat(ping(redis)).isEqualTo("+PONG");
    }

    @Test
    void freezeShouldSilenceConnectionsThatPostgresAlreadyServes() throws SQLException {
        Engines.Postgres postgres = Engines.postgres();
        try (Connection before = connect(postgres)) {
            assertThat(select(before)).isEqualTo(1);
            try (PausedEngine frozen = PausedEngine.freeze(postgres)) {
                assertThatThrownBy(() -> select(before)).hasRootCauseInstanceOf(SocketTimeoutException.class);
            }
        }
        try (Connection after = connect(postgres)) {
            assertThat(select(after)).isEqualTo(1);
        }
    }

    private static String ping(Engine engine) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(engine.host(), engine.port()), 1000);
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
        }
    }

    private static Connection connect(Engines.Postgres postgres) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", postgres.user());
        properties.setProperty("password", postgres.password());
        properties.setProperty("socketTimeout", "1");
        return DriverManager.getConnection(postgres.jdbcUrl(), properties);
    }

    private static int select(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("select 1")) {
            row.next();
            return row.getInt(1);
        }
    }
}
