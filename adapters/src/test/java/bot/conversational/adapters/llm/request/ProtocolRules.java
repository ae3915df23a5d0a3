package bot.conversational.adapters.llm.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the strictest servers of a protocol refuse with 400. */
final class ProtocolRules {

    private ProtocolRules() {}

    /** The rules that the messages of a request break; none when a server takes it. */
    static List<String> broken(RequestWriter writer, JsonNode request) {
        return writer instanceof AnthropicRequest
                ? anthropic(request.path("messages"))
                : functions(request.path("messages"), writer instanceof OllamaRequest);
    }

    /** OpenAI's and Ollama's: results are messages of their own behind the calls. */
    private static List<String> functions(JsonNode messages, boolean isOllama) {
        List<String> broken = new ArrayList<>();
        List<String> open = new ArrayList<>();
        String expected = "user";
        for (JsonNode message : messages) {
            String role = message.path("role").asText();
            if (role.equals("tool")) {
                if (!open.remove(message.path("tool_call_id").asText())) {
                    broken.add("a result without a call");
                }
                expected = "assistant";
                continue;
            }
            if (!open.isEmpty()) {
                broken.add("a call without a result");
            }
            if (!role.equals(expected)) {
                broken.add(role + " instead of " + expected);
            }
            expected = role.equals("user") ? "assistant" : "user";
            JsonNode calls = message.path("tool_calls");
            if (calls.isEmpty() && isBlank(message)) {
                broken.add("blank " + role);
            }
            for (JsonNode call : calls) {
                open.add(call.path("id").asText());
                JsonNode arguments = call.at("/function/arguments");
                if (isOllama
                        ? !arguments.isObject()
                        : !Prompts.json(arguments.asText()).isObject()) {
                    broken.add("arguments that are no object");
                }
            }
        }
        return broken;
    }

    private static boolean isBlank(JsonNode message) {
        JsonNode content = message.path("content");
        return content.isTextual()
                && content.asText().isBlank()
                && message.path("images").isEmpty();
    }

    /** Results are blocks of the user's next message, before all others. */
    private static List<String> anthropic(JsonNode messages) {
        List<String> broken = new ArrayList<>();
        List<String> open = new ArrayList<>();
        String expected = "user";
        for (JsonNode message : messages) {
            String role = message.path("role").asText();
            if (!role.equals(expected)) {
                broken.add(role + " instead of " + expected);
            }
            expected = role.equals("user") ? "assistant" : "user";
            if (message.path("content").isEmpty()) {
                broken.add("no content");
            }
            boolean resultsMayCome = true;
            for (JsonNode block : message.path("content")) {
                boolean isResult = block.path("type").asText().equals("tool_result");
                if (isResult
                        && (!resultsMayCome
                                || !open.remove(block.path("tool_use_id").asText()))) {
                    broken.add("a result without a call, or behind others");
                }
                resultsMayCome &= isResult;
                broken.addAll(block(block, role));
            }
            if (!open.isEmpty()) {
                broken.add("a call without a result");
            }
            message.path("content").findValuesAsText("id").forEach(open::add);
        }
        return broken;
    }

    private static List<String> block(JsonNode block, String role) {
        List<String> broken = new ArrayList<>();
        switch (block.path("type").asText()) {
            case "text" -> {
                if (block.path("text").asText().isBlank()) {
                    broken.add("blank text");
                }
            }
            case "tool_use" -> {
                if (!block.path("id").asText().matches("[a-zA-Z0-9_-]+")) {
                    broken.add("a bad id");
                }
                if (!block.path("input").isObject()) {
                    broken.add("an input that is no object");
                }
            }
            case "thinking", "redacted_thinking" -> {
                if (!role.equals("assistant")) {
                    broken.add("thoughts of the user's");
                }
            }
            default -> {
                // Others have no rules here.
            }
        }
        return broken;
    }
}
