package bot.conversational.benchmarks.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Stands between the service and Elasticsearch, passes everything on, and remembers what was searched for. */
public final class RecordingProxy implements AutoCloseable {

    /** Those that belong to a connection, and those that the client sets itself. */
    private static final Set<String> NOT_PASSED_ON =
            Set.of("connection", "content-length", "expect", "host", "keep-alive", "transfer-encoding", "upgrade");

    /**
     * A request for a search.
     *
     * @param path with its parameters
     * @param type of the body, and of the answer that is asked for
     */
    public record Search(String path, String type, String body) {}

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Search> heard = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final String behind;

    private RecordingProxy(HttpServer server, String behind) {
        this.server = server;
        this.behind = behind;
    }

    public static RecordingProxy before(Elasticsearch elasticsearch) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            RecordingProxy between = new RecordingProxy(server, elasticsearch.url());
            server.createContext("/", between::passOn);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return between;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** All searches so far, in their order. */
    public List<Search> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }

    private void passOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().toString();
            if (path.contains("/_search")) {
                String type = exchange.getRequestHeaders().getFirst("Content-Type");
                heard.add(new Search(path, type == null ? "application/json" : type, body));
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(behind + path))
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofString(body));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                    request.header(name, values.getFirst());
                }
            });
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            response.headers().map().forEach((name, values) -> {
                if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            boolean empty =
                    response.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(response.statusCode(), empty ? -1 : response.body().length);
            if (!empty) {
                exchange.getResponseBody().write(response.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
