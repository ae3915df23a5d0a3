package bot.conversational.application.http.openai.items;

import bot.conversational.application.http.openai.OpenAiFields;
import bot.conversational.application.http.problem.OpenAiFailure;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.responses.InputItem;
import bot.conversational.domain.responses.items.ItemId;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads items as callers write them. Fields that nobody asks for are nobody's business. */
public final class ItemReader {

    private static final String TYPE = "type";
    private static final String TEXT = "text";
    private static final int MOST = 1_000;

    private ItemReader() {}

    /** The input of a response: a text, or a list of items. */
    public static List<InputItem> input(OpenAiFields body) {
        JsonNode input = body.any("input").orElseThrow(() -> OpenAiFailure.missing("input"));
        if (input.isTextual()) {
            return List.of(said(MessageRole.USER, List.of(new Part.Text(input.textValue()))));
        }
        List<InputItem> items = items(body, "input");
        if (items.isEmpty()) {
            throw OpenAiFailure.invalid("input", "must have an item");
        }
        return items;
    }

    /** A list of items; none when it is not there. */
    public static List<InputItem> items(OpenAiFields body, String name) {
        List<OpenAiFields> objects = body.objects(name);
        if (objects.size() > MOST) {
            throw OpenAiFailure.invalid(name, "must have at most " + MOST + " items");
        }
        return objects.stream().map(ItemReader::item).toList();
    }

    private static InputItem item(OpenAiFields item) {
        String type = item.text(TYPE).orElse(item.has("role") ? "message" : "item_reference");
        return switch (type) {
            case "message" -> message(item);
            case "function_call" ->
                said(
                        MessageRole.ASSISTANT,
                        List.of(new Part.ToolCall(
                                item.requiredText("call_id"),
                                item.requiredText("name"),
                                item.requiredText("arguments"))));
            case "function_call_output" ->
                said(MessageRole.TOOL, List.of(new Part.ToolResult(item.requiredText("call_id"), output(item), false)));
            case "reasoning" ->
                said(
                        MessageRole.ASSISTANT,
                        List.of(new Part.Reasoning(
                                item.objects("summary").stream()
                                        .map(part -> part.text(TEXT).orElse(""))
                                        .collect(Collectors.joining("\n\n")),
                                item.text("encrypted_content"))));
            case "item_reference" -> new InputItem.Reference(reference(item));
            default -> throw OpenAiFailure.unsupported(item.path(TYPE), "is not known here: " + type);
        };
    }

    private static ItemId reference(OpenAiFields item) {
        return ItemId.parse(item.requiredText("id"))
                .orElseThrow(() -> OpenAiFailure.invalid(item.path("id"), "must be the id of an item"));
    }

    private static InputItem message(OpenAiFields item) {
        MessageRole role = switch (item.requiredText("role")) {
            case "user" -> MessageRole.USER;
            case "assistant" -> MessageRole.ASSISTANT;
            case "system", "developer" -> MessageRole.SYSTEM;
            default -> throw OpenAiFailure.invalid(item.path("role"), "must be user, assistant, system or developer");
        };
        return said(role, content(item, "content", role == MessageRole.USER));
    }

    private static InputItem said(MessageRole role, List<Part> parts) {
        return new InputItem.Given(role, Content.of(parts));
    }

    private static String output(OpenAiFields item) {
        return Content.of(content(item, "output", false)).text();
    }

    /** @param attaching whether there may be images and files */
    private static List<Part> content(OpenAiFields item, String name, boolean attaching) {
        JsonNode content = item.any(name).orElseThrow(() -> OpenAiFailure.missing(item.path(name)));
        if (content.isTextual()) {
            return List.of(new Part.Text(content.textValue()));
        }
        List<Part> parts = new ArrayList<>();
        for (OpenAiFields part : item.objects(name)) {
            parts.add(part(part, attaching));
        }
        return parts;
    }

    private static Part part(OpenAiFields part, boolean attaching) {
        String type = part.requiredText(TYPE);
        Optional<Part> attached = attaching ? AttachmentReader.read(type, part) : Optional.empty();
        return attached.orElseGet(() -> switch (type) {
            case "input_text", "output_text", TEXT, "summary_text" -> new Part.Text(part.requiredText(TEXT));
            case "refusal" -> new Part.Text(part.requiredText("refusal"));
            default -> throw OpenAiFailure.unsupported(part.path(TYPE), "is not known here: " + type);
        });
    }
}
