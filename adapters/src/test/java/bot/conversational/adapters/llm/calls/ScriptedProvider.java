package bot.conversational.adapters.llm.calls;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A provider on this machine that answers every request as the test wrote it, piece by piece. */
final class ScriptedProvider implements AutoCloseable {

    /** What is done with one request. */
    interface Script {
        void answer(Answer answer) throws IOException, InterruptedException;
    }

    private final SpokenProtocol protocol;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Headers> headers = new CopyOnWriteArrayList<>();
    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch hungUp = new CountDownLatch(1);

    ScriptedProvider(SpokenProtocol protocol, Script script) {
        this.protocol = protocol;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext(protocol.path(), exchange -> {
            requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            headers.add(exchange.getRequestHeaders());
            connections.add(exchange.getRemoteAddress());
            try {
                script.answer(new Answer(exchange));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                // Ends the body in good order, unless the script promised more.
                exchange.close();
            }
        });
        server.start();
    }

    SpokenProtocol spoken() {
        return protocol;
    }

    URI baseUrl() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + protocol.base());
    }

    List<String> requests() {
        return requests;
    }

    /** The values of one header, of all requests. */
    List<String> header(String name) {
        return headers.stream().map(all -> String.valueOf(all.getFirst(name))).toList();
    }

    /** How many the requests came by. */
    int connections() {
        return connections.size();
    }

    /** Comes down when a connection turned out to be closed by the client while the script streamed on. */
    CountDownLatch hungUp() {
        return hungUp;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** The answer to one request. */
    final class Answer {

        private final HttpExchange exchange;

        private Answer(HttpExchange exchange) {
            this.exchange = exchange;
        }

        void refuse(int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }

        Answer retryAfter(String value) {
            return header("Retry-After", value);
        }

        Answer header(String name, String value) {
            exchange.getResponseHeaders().set(name, value);
            return this;
        }

        /** With nothing said yet. */
        Answer open() throws IOException {
            exchange.sendResponseHeaders(200, 0);
            return this;
        }

        /** Promises more than will come, with nothing said yet. */
        Answer openAndBreakOff() throws IOException {
            exchange.sendResponseHeaders(200, 1_000_000);
            return this;
        }

        /** Promises more than will come, so that the end of the script is a connection that breaks. */
        Answer beginAndBreakOff() throws IOException {
            return openAndBreakOff().say(protocol.beginning());
        }

        Answer begin() throws IOException {
            return open().say(protocol.beginning());
        }

        Answer text(String delta) throws IOException {
            return say(protocol.piece(delta));
        }

        Answer finish() throws IOException {
            say(protocol.reason());
            return end();
        }

        /** The end, in good order but for the reason, unless that was given before. */
        Answer end() throws IOException {
            say(protocol.end());
            exchange.getResponseBody().close();
            return this;
        }

        Answer say(String events) throws IOException {
            return bytes(events.getBytes(StandardCharsets.UTF_8));
        }

        Answer bytes(byte[] bytes) throws IOException {
            OutputStream body = exchange.getResponseBody();
            body.write(bytes);
            body.flush();
            return this;
        }

        /** Says nothing that a reader would notice, until the connection is gone or 30 s have passed. */
        void silence() throws InterruptedException {
            try {
                for (int i = 0; i < 300; i++) {
                    bytes(protocol.nothing().getBytes(StandardCharsets.UTF_8));
                    if (hungUp.await(100, TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
            } catch (IOException e) {
                hungUp.countDown();
            }
        }
    }
}
