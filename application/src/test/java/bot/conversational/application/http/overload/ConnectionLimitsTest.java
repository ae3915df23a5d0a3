package bot.conversational.application.http.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.http.edge.ClientAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionLimitsTest {

    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final Server server = new Server();
    private final ServerConnector sockets = new ServerConnector(server);
    private final List<Socket> open = new ArrayList<>();

    private ConnectionLimits start(int most, int mostOfAddress, String proxies) throws Exception {
        ConnectionLimits limits = new ConnectionLimits(
                most, mostOfAddress, new ClientAddresses(proxies == null ? Set.of() : Set.of(proxies)));
        sockets.setHost("127.0.0.1");
        sockets.setName("application");
        server.addConnector(sockets);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(
                    org.eclipse.jetty.server.Request request,
                    org.eclipse.jetty.server.Response response,
                    org.eclipse.jetty.util.Callback callback) {
                callback.succeeded();
                return true;
            }
        });
        limits.watch(server);
        server.start();
        return limits;
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : open) {
            socket.close();
        }
        server.stop();
    }

    /** Whether a request is answered on a new connection, which stays open. */
    private boolean isServed(String from) throws IOException {
        Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), sockets.getLocalPort(), InetAddress.getByName(from), 0);
        open.add(socket);
        try {
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.ISO_8859_1));
            return socket.getInputStream().read() == 'H';
        } catch (IOException closed) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 0, ", "0, 3, ", "3, 3, ", "3, 1, 127.0.0.1"})
    void connectionBeyondTheMostShouldBeClosedUntilAnotherEnds(int most, int mostOfAddress, String proxies)
            throws Exception {
        ConnectionLimits limits = start(most, mostOfAddress, proxies);
        for (int i = 0; i < 3; i++) {
            assertThat(isServed("127.0.0.1")).isTrue();
        }
        assertThat(isServed("127.0.0.1")).isFalse();
        assertThat(limits.refused()).isEqualTo(1);
        assertThat(isServed("127.0.0.2")).as("from elsewhere").isEqualTo(most == 0);
        open.getFirst().close();
        await().until(() -> isServed("127.0.0.1"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, ", "0, 2, 127.0.0.0/8"})
    void connectionsShouldHaveNoLimitWhenThereIsNone(int most, int mostOfAddress, String proxies) throws Exception {
        ConnectionLimits limits = start(most, mostOfAddress, proxies);
        for (int i = 0; i < 20; i++) {
            assertThat(isServed("127.0.0.1")).isTrue();
        }
        assertThat(limits.size()).isEqualTo(20);
    }
}
