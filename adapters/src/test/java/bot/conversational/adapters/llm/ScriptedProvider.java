package bot.conversational.adapters.llm;

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

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final CountDownLatch hungUp = new CountDownLatch(1);

    ScriptedProvider(Script script) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", exchange -> {
            requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            try {
                script.answer(new Answer(exchange));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                // Without an end, as a connection that breaks, unless the script ended it.
                exchange.close();
            }
        });
        server.start();
    }

    URI baseUrl() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/v1");
    }

    List<String> requests() {
        return requests;
    }

    List<String> authorizations() {
        return authorizations;
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

        Answer begin() throws IOException {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            return this;
        }

        Answer text(String delta) throws IOException {
            return event(
                    "{\"model\":\"small-2\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + delta + "\"}}]}");
        }

        Answer finish() throws IOException {
            event("{\"model\":\"small-2\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
            event("{\"model\":\"small-2\",\"choices\":[],"
                    + "\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":3,\"total_tokens\":15}}");
            return done();
        }

        Answer done() throws IOException {
            event("[DONE]");
            exchange.getResponseBody().close();
            return this;
        }

        Answer event(String data) throws IOException {
            return bytes(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
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
                    bytes(": \n".getBytes(StandardCharsets.UTF_8));
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
