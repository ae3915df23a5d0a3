package bot.conversational.application.service.harness;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A provider on this machine that does what the question says: {@code 40 words every 50 ms}, with {@code then cut} or
 * {@code then refuse} behind it where that is wanted.
 */
public final class ScriptedModelServer implements AutoCloseable {

    private static final Pattern WISH = Pattern.compile("(\\d+) words every (\\d+) ms(?: then (cut|refuse))?");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();

    public ScriptedModelServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    /** What a node needs to know to ask this server. */
    public Map<String, String> environment() {
        return Map.of(
                "LLM_PROVIDER", "openai",
                "LLM_MODEL", "scripted",
                "LLM_BASE_URL", "http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** The answer to a question, as a model that is not stopped gives it. */
    public static String text(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(word(i));
        }
        return text.toString();
    }

    /** How often it was asked a question. */
    public int calls(String question) {
        return count(calls, question).get();
    }

    /** How many answers to a question it gives now. */
    public int running(String question) {
        return count(running, question).get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static AtomicInteger count(Map<String, AtomicInteger> counts, String question) {
        return counts.computeIfAbsent(question, unseen -> new AtomicInteger());
    }

    private static String word(int i) {
        return i % 10 == 9 ? "ünï😀" + i + "\n\ndata: " : "w" + i + " ";
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode messages = JSON.readTree(exchange.getRequestBody()).get("messages");
        String question = messages.get(messages.size() - 1).get("content").asText();
        count(calls, question).incrementAndGet();
        count(running, question).incrementAndGet();
        try (exchange) {
            Matcher wish = WISH.matcher(question);
            int words = wish.find() ? Integer.parseInt(wish.group(1)) : 3;
            long pause = wish.hasMatch() ? Long.parseLong(wish.group(2)) : 1;
            String then = wish.hasMatch() && wish.group(3) != null ? wish.group(3) : "";
            if (then.equals("refuse")) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            stream(exchange.getResponseBody(), words, pause, then.equals("cut"));
        } catch (IOException hungUp) {
            // the service ended the call
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            count(running, question).decrementAndGet();
        }
    }

    private static void stream(OutputStream body, int words, long pause, boolean cut)
            throws IOException, InterruptedException {
        for (int i = 0; i < words; i++) {
            event(body, Map.of("index", 0, "delta", Map.of("content", word(i))));
            TimeUnit.MILLISECONDS.sleep(pause);
        }
        if (!cut) {
            event(body, Map.of("index", 0, "delta", Map.of(), "finish_reason", "stop"));
            body.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        }
        body.close();
    }

    private static void event(OutputStream body, Map<String, Object> choice) throws IOException {
        String data = JSON.writeValueAsString(Map.of("model", "scripted", "choices", List.of(choice)));
        body.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        body.flush();
    }
}
