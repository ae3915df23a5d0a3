package bot.conversational.application.http.openai.chat;

import bot.conversational.domain.chat.completion.CompletionForm;
import bot.conversational.domain.llm.Verbatim;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.ContentBuilder;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** An answer as one object, which is one line. */
final class WholeForm implements CompletionForm {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Verbatim.Stamp stamp;
    private final ContentBuilder content = new ContentBuilder();
    private String foreign = "";

    WholeForm(Verbatim.Stamp stamp) {
        this.stamp = stamp;
    }

    @Override
    public List<String> add(Delta delta) {
        if (delta instanceof Delta.Foreign piece) {
            foreign = piece.json();
        } else {
            content.add(delta);
        }
        return List.of();
    }

    @Override
    public List<String> end(End end) {
        if (foreign.isEmpty()) {
            return List.of(whole(end).toString());
        }
        return List.of(end.counted() ? foreign : counted(end));
    }

    /** What the provider left out. */
    private String counted(End end) {
        try {
            return ((ObjectNode) MAPPER.readTree(foreign))
                    .<ObjectNode>set("usage", UsageWords.of(end.usage()))
                    .toString();
        } catch (JsonProcessingException impossible) {
            throw new DomainException.Broken("What was written as JSON is none.", impossible);
        }
    }

    private ObjectNode whole(End end) {
        Content said = content.content();
        ObjectNode whole = JsonNodeFactory.instance
                .objectNode()
                .put("id", stamp.id())
                .put("object", "chat.completion")
                .put("created", stamp.created())
                .put("model", end.model());
        ObjectNode choice = whole.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        List<Part.ToolCall> calls = said.all(Part.ToolCall.class);
        message.put("content", said.text().isEmpty() && !calls.isEmpty() ? null : said.text());
        message.putNull("refusal");
        reasoning(message, said);
        if (!calls.isEmpty()) {
            calls(message.putArray("tool_calls"), calls);
        }
        choice.putNull("logprobs").put("finish_reason", end.finish().label());
        whole.set("usage", UsageWords.of(end.usage()));
        return whole;
    }

    private static void reasoning(ObjectNode message, Content said) {
        String thoughts = said.all(Part.Reasoning.class).stream()
                .map(Part.Reasoning::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
        if (!thoughts.isEmpty()) {
            message.put("reasoning_content", thoughts);
        }
    }

    private static void calls(ArrayNode list, List<Part.ToolCall> calls) {
        for (Part.ToolCall call : calls) {
            ObjectNode one = list.addObject().put("id", call.callId()).put("type", "function");
            one.putObject("function").put("name", call.name()).put("arguments", call.arguments());
        }
    }
}
