package bot.conversational.adapters.llm.request;

import bot.conversational.adapters.llm.stream.RedactedThoughts;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.DomainException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The content of a message of Anthropic's: blocks. */
final class AnthropicContent {

    private static final Pattern TOOL_ID = Pattern.compile("[a-zA-Z0-9_-]+");
    private static final String PDF = "application/pdf";
    private static final String TEXT = "text/";

    private AnthropicContent() {}

    /** Whether anything of it is sent. */
    static boolean isSaid(Content content) {
        return content.inParts().stream().anyMatch(AnthropicContent::isSent);
    }

    /** Results of tools come first, as it wants them. */
    static void write(RequestJson json, List<Content> contents) throws IOException {
        List<Part> parts = contents.stream()
                .flatMap(content -> content.inParts().stream())
                .filter(AnthropicContent::isSent)
                .toList();
        for (Part part : parts) {
            if (part instanceof Part.ToolResult result) {
                json.object(() -> result(json, result));
            }
        }
        for (Part part : parts) {
            if (!(part instanceof Part.ToolResult)) {
                json.object(() -> block(json, part));
            }
        }
    }

    private static boolean isSent(Part part) {
        return switch (part) {
            case Part.Text(String text) -> !text.isBlank();
            case Part.Reasoning reasoning -> reasoning.signature().isPresent();
            case Part.ToolCall ignored -> true;
            case Part.ToolResult ignored -> true;
            case Part.Attachment ignored -> true;
            case Part.Source ignored -> false;
            case Part.Data ignored -> false;
        };
    }

    private static void block(RequestJson json, Part part) throws IOException {
        switch (part) {
            case Part.Text(String text) -> {
                json.field("type", "text");
                json.field("text", text);
            }
            case Part.Reasoning(String text, Optional<String> signature) ->
                thinking(json, text, signature.orElseThrow());
            case Part.ToolCall call -> {
                json.field("type", "tool_use");
                json.field("id", toolId(call.callId()));
                json.field("name", call.name());
                json.objectOrNone("input", call.arguments());
            }
            case Part.Attachment attachment -> attachment(json, attachment);
            case Part.ToolResult result -> result(json, result);
            case Part.Source ignored -> throw new IllegalArgumentException("sources are not sent");
            case Part.Data ignored -> throw new IllegalArgumentException("data is not sent");
        }
    }

    private static void thinking(RequestJson json, String text, String signature) throws IOException {
        Optional<String> redacted = RedactedThoughts.data(signature);
        if (redacted.isPresent()) {
            json.field("type", "redacted_thinking");
            json.field("data", redacted.get());
        } else {
            json.field("type", "thinking");
            json.field("thinking", text);
            json.field("signature", signature);
        }
    }

    private static void result(RequestJson json, Part.ToolResult result) throws IOException {
        json.field("type", "tool_result");
        json.field("tool_use_id", toolId(result.callId()));
        json.field("content", result.content());
        if (result.isError()) {
            json.field("is_error", true);
        }
    }

    private static void attachment(RequestJson json, Part.Attachment attachment) throws IOException {
        String url = AttachmentUrl.of(attachment);
        Optional<DataUrl> data = DataUrl.of(url);
        boolean isImage = attachment.kind() == Part.Attachment.Kind.IMAGE;
        json.field("type", isImage ? "image" : "document");
        json.object("source", () -> {
            if (data.isEmpty()) {
                json.field("type", "url");
                json.field("url", url);
            } else if (isImage || PDF.equals(attachment.mediaType())) {
                json.field("type", "base64");
                json.field("media_type", attachment.mediaType());
                json.field("data", data.get().base64());
            } else if (attachment.mediaType().startsWith(TEXT)) {
                json.field("type", "text");
                json.field("media_type", "text/plain");
                json.field("data", data.get().text());
            } else {
                throw new DomainException.Invalid("parts", "cannot be sent to this model: its files are PDF or text");
            }
        });
        if (!isImage) {
            json.text("title", attachment.name());
        }
    }

    /** Calls that another provider's model made may have ids that this one refuses; equal ones stay equal. */
    private static String toolId(String id) {
        return TOOL_ID.matcher(id).matches()
                ? id
                : "call_" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }
}
