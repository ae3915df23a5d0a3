package bot.conversational.clients;

import bot.conversational.application.service.harness.LoopbackServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A provider that does what a client tries: calls the tool it is given, repeats what a tool said, keeps to a schema,
 * counts images, writes "20000 words", and otherwise repeats the question word by word. It refuses "fail", is slow for
 * "slowly", waits at "hold" until it may go on, and has a thought for "think".
 */
public final class ObligingModel implements AutoCloseable {

    static final String NAME = "obliging";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DIMENSIONS = 8;
    private static final long PAUSE_MILLIS = 50;
    private static final long HELD_SECONDS = 30;
    private static final Pattern LENGTH = Pattern.compile("(\\d{2,6}) words");
    private static final int WORDS_OF_A_PARAGRAPH = 50;
    private static final int DELTAS_WITHOUT_PAUSE = 16;

    private enum Pace {
        AT_ONCE,
        FAST,
        SLOW
    }

    private final LoopbackServer server = new LoopbackServer();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final Semaphore further = new Semaphore(0);

    ObligingModel() {
        server.serve("/v1/chat/completions", this::complete);
        server.serve("/v1/embeddings", ObligingModel::embed);
    }

    /** What a node needs to know to ask it. */
    Map<String, String> environment() {
        String url = url();
        return Map.of(
                "LLM_PROVIDER",
                "openai",
                "LLM_MODEL",
                NAME,
                "LLM_BASE_URL",
                url,
                "EMBEDDING_PROVIDER",
                "openai",
                "EMBEDDING_MODEL",
                "numbers",
                "EMBEDDING_BASE_URL",
                url,
                "EMBEDDING_DIMENSIONS",
                String.valueOf(DIMENSIONS));
    }

    String url() {
        return server.url("/v1");
    }

    /** How often it failed. */
    public int failures() {
        return failures.get();
    }

    /** Lets an answer that has begun go on at its "hold", whether it waits there already or not. */
    public void goOn() {
        further.release();
    }

    /** How many answers it gives now. */
    int running() {
        return running.get();
    }

    @Override
    public void close() {
        server.close();
    }

    private void complete(HttpExchange exchange) throws IOException, InterruptedException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        JsonNode last = request.at("/messages/" + (request.get("messages").size() - 1));
        String said = text(last);
        running.incrementAndGet();
        try {
            if (said.contains("fail")) {
                failures.incrementAndGet();
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            boolean calls = request.path("tools").size() > 0
                    && last.path("role").asText().equals("user");
            List<Map<String, Object>> deltas = new ArrayList<>();
            if (said.contains("think")) {
                deltas.add(Map.of("reasoning_content", "First I think. "));
            }
            deltas.addAll(calls ? call(request) : words(answer(request, last, said)));
            if (request.path("stream").asBoolean()) {
                Pace pace = said.contains("slowly")
                        ? Pace.SLOW
                        : LENGTH.matcher(said).find() ? Pace.FAST : Pace.AT_ONCE;
                stream(exchange, deltas, calls ? "tool_calls" : "stop", pace);
            } else {
                whole(exchange, deltas, calls ? "tool_calls" : "stop");
            }
        } finally {
            running.decrementAndGet();
        }
    }

    private static String text(JsonNode message) {
        JsonNode content = message.path("content");
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }

    private static String answer(JsonNode request, JsonNode last, String said) {
        if (request.at("/response_format/type").asText().equals("json_schema")) {
            return "{\"city\": \"Oslo\", \"degrees\": 21}";
        }
        if (last.path("role").asText().equals("tool")) {
            return "The tool said: " + said;
        }
        Matcher length = LENGTH.matcher(said);
        if (length.find()) {
            return longText(Integer.parseInt(length.group(1)));
        }
        int images = last.findValues("image_url").size();
        return images > 0 ? "I see " + images + " image." : "You said: " + said;
    }

    /** A text of so many words, each another one, in paragraphs; the one in the middle is "hold". */
    public static String longText(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            String part = i == 0 ? "" : i % WORDS_OF_A_PARAGRAPH == 0 ? "\n\n " : " ";
            text.append(part).append(i == words / 2 ? "hold" : Integer.toString(i, Character.MAX_RADIX));
        }
        return text.toString();
    }

    private static List<Map<String, Object>> words(String answer) {
        List<Map<String, Object>> deltas = new ArrayList<>();
        for (String word : answer.splitWithDelimiters(" ", 0)) {
            deltas.add(Map.of("content", word));
        }
        return deltas;
    }

    private static List<Map<String, Object>> call(JsonNode request) {
        String name = request.at("/tools/0/function/name").asText();
        return List.of(Map.of(
                "tool_calls",
                List.of(Map.of(
                        "index",
                        0,
                        "id",
                        "call_1",
                        "type",
                        "function",
                        "function",
                        Map.of("name", name, "arguments", "{\"city\": \"Oslo\"}")))));
    }

    private void stream(HttpExchange exchange, List<Map<String, Object>> deltas, String reason, Pace pace)
            throws IOException, InterruptedException {
        OutputStream body = LoopbackServer.events(exchange);
        if (pace != Pace.AT_ONCE) {
            further.drainPermits(); // meant for an answer that ended before it came to its "hold"
        }
        int sent = 0;
        for (Map<String, Object> delta : deltas) {
            event(body, Map.of("index", 0, "delta", delta));
            if (pace != Pace.AT_ONCE && "hold".equals(delta.get("content"))) {
                further.tryAcquire(HELD_SECONDS, TimeUnit.SECONDS);
            }
            if (pace == Pace.SLOW || pace == Pace.FAST && ++sent % DELTAS_WITHOUT_PAUSE == 0) {
                TimeUnit.MILLISECONDS.sleep(pace == Pace.SLOW ? PAUSE_MILLIS : 1);
            }
        }
        event(body, Map.of("index", 0, "delta", Map.of(), "finish_reason", reason));
        LoopbackServer.event(body, "[DONE]");
    }

    private static void event(OutputStream body, Map<String, Object> choice) throws IOException {
        Map<String, Object> chunk = Map.of(
                "id",
                "chatcmpl-1",
                "object",
                "chat.completion.chunk",
                "created",
                1,
                "model",
                NAME,
                "choices",
                List.of(choice));
        LoopbackServer.event(body, JSON.writeValueAsString(chunk));
    }

    private static void whole(HttpExchange exchange, List<Map<String, Object>> deltas, String reason)
            throws IOException {
        StringBuilder content = new StringBuilder();
        deltas.forEach(delta -> content.append(delta.getOrDefault("content", "")));
        Map<String, Object> message = deltas.getFirst().containsKey("tool_calls")
                ? Map.of("role", "assistant", "tool_calls", deltas.getFirst().get("tool_calls"))
                : Map.of("role", "assistant", "content", content.toString());
        send(
                exchange,
                Map.of(
                        "id",
                        "chatcmpl-1",
                        "object",
                        "chat.completion",
                        "created",
                        1,
                        "model",
                        NAME,
                        "choices",
                        List.of(Map.of("index", 0, "message", message, "finish_reason", reason)),
                        "usage",
                        Map.of("prompt_tokens", 3, "completion_tokens", 5, "total_tokens", 8)));
    }

    private static void embed(HttpExchange exchange) throws IOException {
        JsonNode input = JSON.readTree(exchange.getRequestBody()).get("input");
        List<Map<String, Object>> data = new ArrayList<>();
        for (int i = 0; i < (input.isArray() ? input.size() : 1); i++) {
            int seed = (input.isArray() ? input.get(i) : input).asText().hashCode();
            List<Double> numbers = new ArrayList<>();
            for (int d = 0; d < DIMENSIONS; d++) {
                numbers.add(Math.sin(seed + d));
            }
            data.add(Map.of("object", "embedding", "index", i, "embedding", numbers));
        }
        send(
                exchange,
                Map.of(
                        "object",
                        "list",
                        "model",
                        "numbers",
                        "data",
                        data,
                        "usage",
                        Map.of("prompt_tokens", 1, "total_tokens", 1)));
    }

    private static void send(HttpExchange exchange, Object body) throws IOException {
        LoopbackServer.send(exchange, JSON.writeValueAsBytes(body));
    }
}
