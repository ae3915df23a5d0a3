package bot.conversational.application.service.openai;

import bot.conversational.application.service.harness.LoopbackServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider that does what the last message says: {@code fail 503}, {@code error}, {@code cut}, {@code endless}, {@code
 * slow}, {@code call}, {@code think}, {@code uncounted}; else it says "Hello there". It speaks OpenAI's protocol under any
 * path, and Anthropic's below {@code /claude}, and makes embeddings of three numbers.
 */
final class FakeModelServer implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private final LoopbackServer server = new LoopbackServer();
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger();

    FakeModelServer() {
        server.serve("/", this::complete);
        server.serve("/claude/messages", this::claude);
        server.serve("/v1/embeddings", this::embed);
    }

    String url(String path) {
        return server.url(path);
    }

    /** What it was sent last. */
    JsonNode lastRequest() {
        return requests.getLast();
    }

    /** How often it was asked something. */
    int asked(String question) {
        return asked.computeIfAbsent(question, unseen -> new AtomicInteger()).get();
    }

    int running() {
        return running.get();
    }

    @Override
    public void close() {
        server.close();
    }

    private void complete(HttpExchange exchange) throws IOException, InterruptedException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        requests.add(request);
        JsonNode content = request.at("/messages/" + (request.path("messages").size() - 1) + "/content");
        String question =
                content.isTextual() ? content.asText() : content.at("/0/text").asText();
        asked.computeIfAbsent(question, unseen -> new AtomicInteger()).incrementAndGet();
        running.incrementAndGet();
        try {
            if (question.startsWith("fail ")) {
                byte[] error = "{\"error\": {\"message\": \"secret\", \"code\": \"%s\"}}"
                        .formatted(question.endsWith("400") ? "context_length_exceeded" : "overloaded")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(Integer.parseInt(question.substring(5, 8)), error.length);
                exchange.getResponseBody().write(error);
            } else if (request.path("stream").asBoolean()) {
                stream(LoopbackServer.events(exchange), request, question);
            } else {
                LoopbackServer.send(
                        exchange, whole(request, question).toString().getBytes(StandardCharsets.UTF_8));
            }
        } finally {
            running.decrementAndGet();
        }
    }

    private static ObjectNode whole(JsonNode request, String question) throws InterruptedException {
        if (question.contains("slow")) {
            TimeUnit.MILLISECONDS.sleep(1_500);
        }
        ObjectNode whole = JSON.createObjectNode()
                .put("id", "theirs")
                .put("object", "chat.completion")
                .put("created", 1)
                .put("model", request.path("model").asText())
                .put("system_fingerprint", "fp_1");
        ArrayNode choices = whole.putArray("choices");
        for (int i = 0; i < request.path("n").asInt(1); i++) {
            ObjectNode choice = choices.addObject().put("index", i);
            ObjectNode message = choice.putObject("message").put("role", "assistant");
            if (question.contains("call")) {
                message.putNull("content").putArray("tool_calls").add(call("look_up", "{}"));
            } else {
                message.put("content", "Hello there");
            }
            choice.put("finish_reason", question.contains("call") ? "tool_calls" : "stop");
        }
        if (!question.contains("uncounted")) {
            whole.putObject("usage")
                    .put("prompt_tokens", 7)
                    .put("completion_tokens", 2)
                    .put("total_tokens", 9);
        }
        return whole;
    }

    private static ObjectNode call(String name, String arguments) {
        ObjectNode call = JSON.createObjectNode().put("id", "call_1").put("type", "function");
        call.putObject("function").put("name", name).put("arguments", arguments);
        return call;
    }

    private static void stream(OutputStream out, JsonNode request, String question)
            throws IOException, InterruptedException {
        chunk(out, 0, JSON.createObjectNode().put("role", "assistant").put("content", ""), null);
        if (question.contains("slow")) {
            TimeUnit.MILLISECONDS.sleep(1_500);
        }
        if (question.contains("think")) {
            chunk(out, 0, JSON.createObjectNode().put("reasoning_content", "Hm. "), null);
        }
        for (int i = 0; question.contains("endless") && i < 6_000; i++) {
            chunk(out, 0, JSON.createObjectNode().put("content", "w" + i + " "), null);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        int answers = request.path("n").asInt(1);
        for (String word : List.of("Hello", " there")) {
            for (int i = 0; i < answers; i++) {
                chunk(out, i, JSON.createObjectNode().put("content", word), null);
            }
            if (question.contains("error")) {
                LoopbackServer.event(out, "{\"error\": {\"message\": \"secret\", \"code\": \"server_error\"}}");
                return;
            }
            if (question.contains("cut")) {
                return;
            }
        }
        if (question.contains("call")) {
            ObjectNode delta = JSON.createObjectNode();
            delta.putArray("tool_calls").add(call("look_up", "{\"q\"").put("index", 0));
            chunk(out, 0, delta, null);
            ObjectNode more = JSON.createObjectNode();
            more.putArray("tool_calls")
                    .addObject()
                    .put("index", 0)
                    .putObject("function")
                    .put("arguments", ":1}");
            chunk(out, 0, more, null);
        }
        for (int i = 0; i < answers; i++) {
            chunk(out, i, JSON.createObjectNode(), question.contains("call") ? "tool_calls" : "stop");
        }
        if (!question.contains("uncounted")) {
            LoopbackServer.event(
                    out,
                    "{\"id\":\"theirs\",\"choices\":[],"
                            + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2,\"total_tokens\":9}}");
        }
        LoopbackServer.event(out, "[DONE]");
    }

    private static void chunk(OutputStream out, int index, ObjectNode delta, String finish) throws IOException {
        ObjectNode chunk =
                JSON.createObjectNode().put("id", "theirs").put("model", "m-1").put("provider", "fake");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
        choice.set("delta", delta);
        choice.put("finish_reason", finish);
        LoopbackServer.event(out, chunk.toString());
    }

    private void claude(HttpExchange exchange) throws IOException {
        requests.add(JSON.readTree(exchange.getRequestBody()));
        byte[] answer = """
                {"type": "message", "model": "c-1", "content": [{"type": "thinking", "thinking": "Hm.", "signature": "s"},
                 {"type": "text", "text": "Bonjour"}], "stop_reason": "end_turn",
                 "usage": {"input_tokens": 5, "output_tokens": 1}}
                """.getBytes(StandardCharsets.UTF_8);
        LoopbackServer.send(exchange, answer);
    }

    private void embed(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode data = answer.putArray("data");
        for (int i = 0; i < request.path("input").size(); i++) {
            data.addObject()
                    .put("index", i)
                    .putArray("embedding")
                    .add(0.6)
                    .add(0.8)
                    .add(0.0);
        }
        LoopbackServer.send(exchange, answer.toString().getBytes(StandardCharsets.UTF_8));
    }
}
