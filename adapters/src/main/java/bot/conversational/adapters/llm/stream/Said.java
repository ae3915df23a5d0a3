package bot.conversational.adapters.llm.stream;

import bot.conversational.domain.llm.parts.Part;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message of OpenAI's or Ollama's, or the piece of one, which is used again for the next piece. It is collected
 * first, since what it belongs to may stand behind it. For one thread.
 */
final class Said {

    private record Fragment(@Nullable Integer index, String id, String name, String arguments) {}

    private String text = "";
    private String reasoning = "";
    private final List<Fragment> calls = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    /** Reads an object at its start. Anything else says nothing. */
    void read(JsonParser json) throws IOException {
        if (!json.hasToken(JsonToken.START_OBJECT)) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "content" -> content(json);
                case "refusal" -> add(Json.text(json));
                case "reasoning_content", "reasoning", "thinking" -> think(Json.text(json));
                case "tool_calls" -> Json.tree(json).forEach(this::call);
                case "function_call" -> function(0, "", Json.tree(json));
                case "annotations" -> Json.tree(json).forEach(this::annotation);
                default -> json.skipChildren();
            }
        }
    }

    void add(String more) {
        text = text.isEmpty() ? more : text + more;
    }

    /** Gives it on, but for its order: thoughts come before text, and calls last. */
    void giveTo(Answer answer) {
        answer.reasoning(reasoning);
        answer.text(text);
        for (Part part : parts) {
            answer.part(part);
        }
        for (Fragment call : calls) {
            answer.call(call.index(), call.id(), call.name(), call.arguments());
        }
    }

    void forget() {
        text = "";
        reasoning = "";
        calls.clear();
        parts.clear();
    }

    private void content(JsonParser json) throws IOException {
        switch (json.currentToken()) {
            case VALUE_STRING -> add(json.getText());
            case START_ARRAY -> Json.tree(json).forEach(this::part);
            case START_OBJECT -> part(Json.tree(json));
            default -> json.skipChildren();
        }
    }

    private void part(JsonNode part) {
        if (part.isTextual()) {
            add(part.asText());
            return;
        }
        switch (part.path("type").asText("")) {
            case "text", "output_text" -> add(textOf(part.path("text")));
            case "refusal" -> add(part.path("refusal").asText(""));
            case "thinking", "reasoning" -> {
                JsonNode thought = part.has("thinking") ? part.path("thinking") : part.path("text");
                reasoning += textOf(thought);
            }
            case "" -> add(textOf(part.path("text")));
            case String type -> parts.add(new Part.Data(type, part.toString()));
        }
    }

    /** A text, or a list of parts of text. */
    private static String textOf(JsonNode node) {
        if (!node.isArray()) {
            return node.path("value").asText(node.asText(""));
        }
        StringBuilder all = new StringBuilder();
        node.forEach(part -> all.append(textOf(part.isTextual() ? part : part.path("text"))));
        return all.toString();
    }

    /** Some servers say the same thought under two names. */
    private void think(String thought) {
        if (!thought.equals(reasoning)) {
            reasoning += thought;
        }
    }

    /** Arguments that are an object are whole, and so a call of their own, whatever its number. */
    private void call(JsonNode call) {
        JsonNode function = call.path("function").isObject() ? call.path("function") : call;
        boolean isWhole = function.path("arguments").isObject();
        Integer index =
                call.path("index").isNumber() && !isWhole ? call.path("index").asInt() : null;
        function(index, string(call.path("id")), function);
    }

    private void function(@Nullable Integer index, String id, JsonNode function) {
        if (function.isObject()) {
            calls.add(new Fragment(index, id, string(function.path("name")), Json.written(function.path("arguments"))));
        }
    }

    private void annotation(JsonNode annotation) {
        JsonNode citation = annotation.path("url_citation").isObject() ? annotation.path("url_citation") : annotation;
        if (citation.path("url").isTextual()) {
            parts.add(new Part.Source(
                    Optional.of(citation.path("url").asText()),
                    Optional.of(string(citation.path("title"))).filter(title -> !title.isEmpty()),
                    Optional.of(string(citation.path("content"))).filter(quote -> !quote.isEmpty()),
                    number(citation.path("start_index")),
                    number(citation.path("end_index"))));
        } else if (annotation.isObject()) {
            parts.add(new Part.Data(annotation.path("type").asText("annotation"), annotation.toString()));
        }
    }

    private static Optional<Integer> number(JsonNode node) {
        return node.canConvertToInt() && node.asInt() >= 0 ? Optional.of(node.asInt()) : Optional.empty();
    }

    private static String string(JsonNode node) {
        return node.isTextual() ? node.asText() : "";
    }
}
