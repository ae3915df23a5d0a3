package bot.conversational.application.service.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on this machine that a test makes the answers of. */
public final class LoopbackServer implements AutoCloseable {

    private static final int BACKLOG = 1_024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Answers a call, on a thread of its own. It ends early when the caller hangs up or the server is closed. */
    public interface Answer {
        void to(HttpExchange call) throws IOException, InterruptedException;
    }

    public LoopbackServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.start();
    }

    /** Has calls of a path, and of all below it, answered. */
    public void serve(String path, Answer answer) {
        server.createContext(path, call -> {
            try (call) {
                answer.to(call);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Answers with JSON. */
    public static void send(HttpExchange call, byte[] json) throws IOException {
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(200, json.length);
        call.getResponseBody().write(json);
    }

    /** Begins an answer of {@linkplain #event events}. */
    public static OutputStream events(HttpExchange call) throws IOException {
        call.getResponseHeaders().set("Content-Type", "text/event-stream");
        call.sendResponseHeaders(200, 0);
        return call.getResponseBody();
    }

    public static void event(OutputStream events, String data) throws IOException {
        events.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        events.flush();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
