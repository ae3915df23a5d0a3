package bot.conversational.benchmarks.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A provider that writes Markdown of all kinds, in {@code 20000 tokens at 200 a second}; and beside it a page with
 * nothing on it but a heading.
 */
public final class MarkdownModel implements AutoCloseable {

    /** A token has some four characters, as those of models do. */
    private static final int CHARS = 4;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern WISH = Pattern.compile("(\\d{1,6}) tokens at (\\d{1,6}) a second");
    private static final String BARE = "<!doctype html><html lang=en><title>Bare</title><h1>Bare</h1></html>";
    private static final String SAMPLE = """
            ## A hexagon

            A **hexagon** is a polygon with *six* sides. The regular one can be taken apart into `6` equilateral
            triangles, see [the honeycomb](https://example.com/honeycomb). With side $a$, its area is

            $$
            A = \\frac{3\\sqrt{3}}{2} a^2
            $$

            | side | perimeter | area |
            |-----:|----------:|-----:|
            | 1 | 6 | 2.598 |
            | 2 | 12 | 10.392 |

            ```java
            /** The area of a regular hexagon. */
            static double area(double side) {
                if (side < 0) {
                    throw new IllegalArgumentException("negative side: " + side);
                }
                return 3 * Math.sqrt(3) / 2 * side * side; // six triangles
            }
            ```

            1. Three regular polygons tile the plane: triangles, squares and hexagons.
            2. Of these the hexagon has the **shortest border** for its area.
               - Bees save wax.
               - Basalt saves cracks.

            > The bees, by virtue of a certain geometrical forethought, know that the hexagon is greater than the
            > square and the triangle, and will hold more honey for the same expenditure of material.

            """;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    public MarkdownModel() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", MarkdownModel::answer);
        server.createContext("/bare", MarkdownModel::bare);
        server.start();
    }

    /** What a node needs to know to ask it. */
    public Map<String, String> environment() {
        return Map.of("LLM_PROVIDER", "openai", "LLM_MODEL", "markdown", "LLM_BASE_URL", address() + "/v1");
    }

    /** Where the bare page is. */
    public String bare() {
        return address() + "/bare";
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void bare(HttpExchange exchange) throws IOException {
        byte[] page = BARE.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        JsonNode messages = JSON.readTree(exchange.getRequestBody()).get("messages");
        Matcher wish =
                WISH.matcher(messages.get(messages.size() - 1).get("content").asText());
        int tokens = wish.find() ? Integer.parseInt(wish.group(1)) : 20;
        int perSecond = wish.hasMatch() ? Integer.parseInt(wish.group(2)) : 1_000;
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            long begun = System.nanoTime();
            for (int i = 0; i < tokens; i++) {
                int at = i * CHARS % SAMPLE.length();
                String token = SAMPLE.substring(at, Math.min(at + CHARS, SAMPLE.length()));
                write(body, Map.of("index", 0, "delta", Map.of("content", token)));
                LockSupport.parkNanos(begun + (i + 1) * 1_000_000_000L / perSecond - System.nanoTime());
            }
            write(body, Map.of("index", 0, "delta", Map.of(), "finish_reason", "stop"));
            body.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void write(OutputStream body, Map<String, Object> choice) throws IOException {
        Map<String, Object> chunk = Map.of(
                "id",
                "c",
                "object",
                "chat.completion.chunk",
                "created",
                1,
                "model",
                "markdown",
                "choices",
                List.of(choice));
        body.write(("data: " + JSON.writeValueAsString(chunk) + "\n\n").getBytes(StandardCharsets.UTF_8));
        body.flush();
    }
}
