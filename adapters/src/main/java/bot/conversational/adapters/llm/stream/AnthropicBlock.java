package bot.conversational.adapters.llm.stream;

import bot.conversational.adapters.llm.failure.ModelFailures;
import bot.conversational.domain.llm.parts.Part;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One block of a message of Anthropic's, from its start to its end. For one thread. */
final class AnthropicBlock {

    private final int index;
    private final JsonNode start;
    private final String type;
    private final Answer answer;
    private final int textStart;
    private final StringBuilder signature = new StringBuilder();
    private final StringBuilder input = new StringBuilder();
    private final List<JsonNode> citations = new ArrayList<>();

    AnthropicBlock(int index, JsonNode start, Answer answer) {
        this.index = index;
        this.start = start;
        this.type = start.path("type").asText("text");
        this.answer = answer;
        this.textStart = answer.textPoints();
    }

    void begin() {
        switch (type) {
            case "text" -> {
                answer.text(string("text"));
                start.path("citations").forEach(citations::add);
            }
            case "thinking" -> {
                answer.endReasoning();
                answer.reasoning(string("thinking"));
                sign(string("signature"));
            }
            case "redacted_thinking" -> {
                answer.endReasoning();
                sign(RedactedThoughts.signature(string("data")));
                answer.endReasoning();
            }
            case "tool_use" -> answer.call(index, string("id"), string("name"), "");
            default -> {
                // Is given on as a whole, when it is one.
            }
        }
    }

    void add(AnthropicDelta delta) {
        answer.text(delta.text());
        answer.reasoning(delta.thinking());
        sign(delta.signature());
        if (delta.citation().isObject()) {
            citations.add(delta.citation());
        }
        if (delta.json().isEmpty()) {
            return;
        }
        input.append(delta.json());
        if (isTool()) {
            answer.call(index, "", "", delta.json());
        } else if (input.length() > ToolCalls.LONGEST) {
            throw ModelFailures.unreadable("a part of it is too long");
        }
    }

    void end() throws IOException {
        citations.forEach(this::cite);
        switch (type) {
            case "text", "thinking", "redacted_thinking" -> {
                // Was given on as it came.
            }
            case "tool_use" -> {
                if (input.toString().isBlank()) {
                    answer.call(
                            index, "", "", start.path("input").isObject() ? Json.written(start.path("input")) : "{}");
                }
            }
            default -> answer.part(new Part.Data(type, whole().toString()));
        }
    }

    private boolean isTool() {
        return "tool_use".equals(type);
    }

    /** Signatures may come in pieces; each one says all of it so far. */
    private void sign(String piece) {
        if (!piece.isEmpty()) {
            answer.signature(signature.append(piece).toString());
        }
    }

    private JsonNode whole() throws IOException {
        if (!input.isEmpty() && start instanceof ObjectNode known) {
            return known.deepCopy().set("input", Json.tree(input.toString()));
        }
        return start;
    }

    private void cite(JsonNode citation) {
        answer.part(new Part.Source(
                some(citation, "url"),
                some(citation, "title").or(() -> some(citation, "document_title")),
                some(citation, "cited_text"),
                Optional.of(textStart),
                Optional.of(answer.textPoints())));
    }

    private static Optional<String> some(JsonNode node, String field) {
        return Optional.of(node.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    private String string(String field) {
        return some(start, field).orElse("");
    }
}
