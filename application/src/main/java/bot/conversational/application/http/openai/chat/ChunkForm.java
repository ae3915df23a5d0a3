package bot.conversational.application.http.openai.chat;

import bot.conversational.domain.chat.completion.CompletionForm;
import bot.conversational.domain.llm.Verbatim;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.llm.parts.Part;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer in chunks. */
final class ChunkForm implements CompletionForm {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The provider's chunk behind the answer, which only says what it cost. */
    private static final String WITHOUT_CHOICES = "\"choices\":[]";

    private final String model;
    private final Verbatim wanted;
    private boolean begun;
    private boolean foreign;
    private boolean saidUsage;
    private int call = -1;
    private @Nullable Part open;

    ChunkForm(String model, Verbatim wanted) {
        this.model = model;
        this.wanted = wanted;
    }

    @Override
    public List<String> add(Delta delta) {
        return switch (delta) {
            case Delta.Foreign piece -> {
                foreign = true;
                saidUsage |= piece.json().contains(WITHOUT_CHOICES);
                yield List.of(piece.json());
            }
            case Delta.Text(String text) -> {
                open = null;
                yield said("content", text);
            }
            case Delta.Opened(Part part) -> opened(part);
            case Delta.More(String text) -> more(text);
            case Delta.Signed ignored -> List.of();
        };
    }

    private List<String> opened(Part part) {
        open = part;
        return switch (part) {
            case Part.Text(String text) -> said("content", text);
            case Part.Reasoning reasoning -> said("reasoning_content", reasoning.text());
            case Part.ToolCall wish -> {
                call++;
                ObjectNode one = JSON.objectNode()
                        .put("index", call)
                        .put("id", wish.callId())
                        .put("type", "function");
                one.putObject("function").put("name", wish.name()).put("arguments", wish.arguments());
                yield chunk(called(one));
            }
            case Part.ToolResult ignored -> List.of();
            case Part.Attachment ignored -> List.of();
            case Part.Source ignored -> List.of();
            case Part.Data ignored -> List.of();
        };
    }

    private List<String> more(String text) {
        if (open instanceof Part.Reasoning) {
            return said("reasoning_content", text);
        }
        if (open instanceof Part.ToolCall) {
            ObjectNode one = JSON.objectNode().put("index", call);
            one.putObject("function").put("arguments", text);
            return chunk(called(one));
        }
        return List.of();
    }

    private static ObjectNode called(ObjectNode one) {
        ObjectNode delta = JSON.objectNode();
        delta.putArray("tool_calls").add(one);
        return delta;
    }

    private List<String> said(String field, String text) {
        return text.isEmpty() ? List.of() : chunk(JSON.objectNode().put(field, text));
    }

    /** The first one says who speaks. */
    private List<String> chunk(ObjectNode delta) {
        List<String> lines = new ArrayList<>();
        if (!begun) {
            begun = true;
            lines.add(chunk(JSON.objectNode().put("role", "assistant").put("content", ""), null));
        }
        lines.add(chunk(delta, null));
        return lines;
    }

    private String chunk(ObjectNode delta, @Nullable String finish) {
        ObjectNode chunk = head();
        ObjectNode choice = chunk.putArray("choices").addObject();
        choice.put("index", 0).set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", finish);
        if (wanted.usageWanted()) {
            chunk.putNull("usage");
        }
        return chunk.toString();
    }

    private ObjectNode head() {
        return JSON.objectNode()
                .put("id", wanted.stamp().id())
                .put("object", "chat.completion.chunk")
                .put("created", wanted.stamp().created())
                .put("model", model);
    }

    @Override
    public List<String> end(End end) {
        List<String> lines = new ArrayList<>();
        if (!foreign) {
            if (!begun) {
                lines.addAll(chunk(JSON.objectNode().put("content", "")));
            }
            lines.add(chunk(JSON.objectNode(), end.finish().label()));
        }
        if (wanted.usageWanted() && !saidUsage) {
            ObjectNode chunk = head();
            chunk.putArray("choices");
            chunk.set("usage", UsageWords.of(end.usage()));
            lines.add(chunk.toString());
        }
        return lines;
    }
}
