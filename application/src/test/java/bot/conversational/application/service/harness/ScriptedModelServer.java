package bot.conversational.application.service.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A provider on this machine that does what the question says: {@code 40 words every 50 ms}, with {@code then cut},
 * {@code then refuse} or {@code then call} (a tool, with arguments of as many pieces) behind it where that is wanted.
 * What a tool said it repeats.
 */
public final class ScriptedModelServer implements AutoCloseable {

    private static final Pattern WISH = Pattern.compile("(\\d+) words every (\\d+) ms(?: then (cut|refuse|call))?");
    private static final ObjectMapper JSON = new ObjectMapper();

    private volatile String prompt = "";
    private volatile String traceParent = "";
    private final LoopbackServer server = new LoopbackServer();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();

    public ScriptedModelServer() {
        server.serve("/v1/chat/completions", this::answer);
    }

    /** What a node needs to know to ask this server. */
    public Map<String, String> environment() {
        return Map.of(
                "LLM_PROVIDER", "openai",
                "LLM_MODEL", "scripted",
                "LLM_BASE_URL", server.url("/v1"));
    }

    /** The answer to a question, as a model that is not stopped gives it. */
    public static String text(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(word(i));
        }
        return text.toString();
    }

    /** What it was sent last, as JSON. */
    public String prompt() {
        return prompt;
    }

    /** The trace that its last caller said it is part of; empty when it said none. */
    public String traceParent() {
        return traceParent;
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
        server.close();
    }

    private static AtomicInteger count(Map<String, AtomicInteger> counts, String question) {
        return counts.computeIfAbsent(question, unseen -> new AtomicInteger());
    }

    private static String word(int i) {
        return i % 10 == 9 ? "ünï😀" + i + "\n\ndata: " : "w" + i + " ";
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        JsonNode messages = JSON.readTree(exchange.getRequestBody()).get("messages");
        prompt = messages.toString();
        traceParent = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("traceparent"), "");
        JsonNode last = messages.get(messages.size() - 1);
        String content = last.get("content").asText();
        // Questions without an answer come together with the next one.
        String question = content.substring(content.lastIndexOf("\n\n") + 1).strip();
        count(calls, question).incrementAndGet();
        count(running, question).incrementAndGet();
        try {
            Matcher wish = WISH.matcher(question);
            int words = wish.find() ? Integer.parseInt(wish.group(1)) : 3;
            long pause = wish.hasMatch() ? Long.parseLong(wish.group(2)) : 1;
            String then = wish.hasMatch() && wish.group(3) != null ? wish.group(3) : "";
            if (then.equals("refuse")) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            OutputStream events = LoopbackServer.events(exchange);
            if (last.get("role").asText().equals("tool")) {
                repeat(events, content);
            } else {
                stream(events, words, pause, then);
            }
        } finally {
            count(running, question).decrementAndGet();
        }
    }

    /** The arguments of its call of a tool, after so many words. */
    public static String arguments(int words) {
        StringBuilder arguments = new StringBuilder("{\"q\": [");
        for (int i = 0; i < words; i++) {
            arguments.append(argument(i));
        }
        return arguments + "0]}";
    }

    private static String argument(int i) {
        return "\"ünï" + i + "\", ";
    }

    private static void repeat(OutputStream body, String result) throws IOException {
        event(body, Map.of("index", 0, "delta", Map.of("content", "The tool said: " + result)));
        end(body, "stop");
    }

    private static void stream(OutputStream body, int words, long pause, String then)
            throws IOException, InterruptedException {
        for (int i = 0; i < words; i++) {
            event(body, Map.of("index", 0, "delta", Map.of("content", word(i))));
            TimeUnit.MILLISECONDS.sleep(pause);
        }
        if (then.equals("call")) {
            call(
                    body,
                    Map.of(
                            "index",
                            0,
                            "id",
                            "call_1",
                            "type",
                            "function",
                            "function",
                            Map.of("name", "look_up", "arguments", "{\"q\": [")));
            for (int i = 0; i < words; i++) {
                call(body, Map.of("index", 0, "function", Map.of("arguments", argument(i))));
                TimeUnit.MILLISECONDS.sleep(pause);
            }
            call(body, Map.of("index", 0, "function", Map.of("arguments", "0]}")));
        }
        if (!then.equals("cut")) {
            end(body, then.equals("call") ? "tool_calls" : "stop");
        }
        body.close();
    }

    private static void call(OutputStream body, Map<String, Object> piece) throws IOException {
        event(body, Map.of("index", 0, "delta", Map.of("tool_calls", List.of(piece))));
    }

    private static void end(OutputStream body, String reason) throws IOException {
        event(body, Map.of("index", 0, "delta", Map.of(), "finish_reason", reason));
        LoopbackServer.event(body, "[DONE]");
        body.close();
    }

    private static void event(OutputStream body, Map<String, Object> choice) throws IOException {
        String data = JSON.writeValueAsString(Map.of("model", "scripted", "choices", List.of(choice)));
        LoopbackServer.event(body, data);
    }
}
