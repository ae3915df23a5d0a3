package bot.conversational.application.http.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.http.edge.AllowedOrigins;
import bot.conversational.application.http.problem.JettyProblems;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpTester;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadSheddingTest {

    private static final String ORIGIN = "https://chat.example.com";
    private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";

    private final ConcurrencyLimit workload = new ConcurrencyLimit(1);
    /** A place belongs to the thread that took it. */
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    private final QueuedThreadPool threads = new QueuedThreadPool();
    private final Server server = new Server(threads);
    private final LocalConnector connector = new LocalConnector(server);
    private final ServerConnector sockets = new ServerConnector(server);

    private static final class Served extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.setStatus(204);
            response.write(true, ByteBuffer.allocate(0), callback);
            return true;
        }
    }

    @BeforeEach
    void start() throws Exception {
        threads.setReservedThreads(0);
        sockets.setHost("127.0.0.1");
        server.addConnector(connector);
        server.addConnector(sockets);
        server.setHandler(new Served());
        server.insertHandler(new LoadShedding(
                workload,
                new UserCalls(1),
                new OverloadResponse(new JettyProblems(new ObjectMapper()), new AllowedOrigins(Set.of(ORIGIN)))));
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        other.close();
    }

    @Test
    void fullNodeShouldRefuseWithAProblemAndKeepTheConnection() throws Exception {
        fill();
        try (LocalConnector.LocalEndPoint connection = connector.connect()) {
            for (int i = 0; i < 2; i++) {
                connection.addInput("POST /api/%22x" + HOST + "Content-Length: 2\r\n\r\n{}");
                HttpTester.Response answer = HttpTester.parseResponse(connection.getResponse());
                assertThat(answer.getStatus()).isEqualTo(503);
                assertThat(answer.get("Retry-After")).isEqualTo("1");
                assertThat(answer.get("Content-Type")).isEqualTo("application/problem+json");
                assertThat(answer.get("Connection")).isNull();
                JsonNode problem = new ObjectMapper().readTree(answer.getContent());
                assertThat(problem.get("type").asText()).isEqualTo("/problems/unavailable");
                assertThat(problem.get("status").asInt()).isEqualTo(503);
                assertThat(problem.get("instance").asText()).isEqualTo("/api/%22x");
            }
            other.submit(workload::leave).get();
            connection.addInput("GET /api/x" + HOST + "\r\n");
            assertThat(connection.getResponse()).startsWith("HTTP/1.1 204 ");
        }
        assertThat(workload.refused()).isEqualTo(2);
        await().until(() -> workload.size() == 0);
    }

    /** As the thread that reads would otherwise wait for one of those that serve. */
    @Test
    void refusalShouldNeedNoThread() throws Exception {
        fill();
        CountDownLatch end = new CountDownLatch(1);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sockets.getLocalPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(bytes("GET /docs" + HOST + "\r\n"));
            assertThat(socket.getInputStream().readNBytes(12)).isEqualTo(bytes("HTTP/1.1 204"));
            for (int i = 0; i < threads.getMaxThreads(); i++) {
                threads.execute(
                        () -> awaitQuietly(end)); // more than there are: what waits for a thread waits behind them
            }
            await().until(() -> threads.getIdleThreads() == 0);
            socket.getInputStream().skipNBytes(socket.getInputStream().available());
            socket.getOutputStream().write(bytes("GET /api/x" + HOST + "\r\n"));
            assertThat(socket.getInputStream().readNBytes(12)).isEqualTo(bytes("HTTP/1.1 503"));
        } finally {
            end.countDown();
        }
    }

    @Test
    void refusalShouldHaveTheHeadersOfEveryAnswer() throws Exception {
        fill();
        HttpTester.Response answer = HttpTester.parseResponse(
                connector.getResponse("GET /api/x" + HOST + "Origin: " + ORIGIN + "\r\nX-Request-Id: mine\r\n\r\n"));
        assertThat(answer.get("X-Request-Id")).isEqualTo("mine");
        assertThat(answer.get("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.get("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.get("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(answer.get("Access-Control-Expose-Headers")).contains("Retry-After");
        assertThat(answer.get("Vary")).isEqualTo("Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /docs", "GET /health-check", "GET /apis/x", "OPTIONS /api/x"})
    void whatIsNoCallShouldBeServedByAFullNodeToo(String request) throws Exception {
        fill();
        assertThat(connector.getResponse(request + HOST + "\r\n")).startsWith("HTTP/1.1 204 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%61pi/x", "/docs/../api/x", "//api/x", "/api/x;a=b"})
    void callShouldCountHoweverItsPathIsWritten(String path) throws Exception {
        fill();
        assertThat(connector.getResponse("GET " + path + HOST + "\r\n")).doesNotContain("HTTP/1.1 204 ");
    }

    @Test
    void refusalBeforeTheBodyHasComeShouldSayThatTheConnectionClosesAndReadOn() throws Exception {
        fill();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sockets.getLocalPort())) {
            socket.getOutputStream().write(bytes("POST /api/x" + HOST + "Content-Length: 100000\r\n\r\n{"));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Connection: close\r\n");
            for (int i = 0; i < 9; i++) {
                Thread.sleep(20); // of a server that had closed the reset would have come
                socket.getOutputStream().write(bytes("1234567890".repeat(1_000)));
            }
        }
    }

    private static void awaitQuietly(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void fill() throws Exception {
        other.submit(workload::enter).get();
    }
}
