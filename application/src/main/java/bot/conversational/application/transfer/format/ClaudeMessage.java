package bot.conversational.application.transfer.format;

import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The content of a message of Claude: its blocks, else its flat text, and what was attached. */
record ClaudeMessage(JsonNode message, ImportReport report) {

    private static final String TEXT = "text";

    Content content() {
        List<Part> parts = new ArrayList<>();
        boolean said = false;
        for (JsonNode block : message.path("content")) {
            boolean says = block.path("type").asText("").equals(TEXT)
                    && !block.path(TEXT).asText("").isBlank();
            part(block, said ? "\n" : "").ifPresent(parts::add);
            said |= says;
        }
        boolean answers = message.path("sender").asText("").equals("assistant");
        if (!said && (parts.isEmpty() || !answers)) {
            Recorded.text(message.path(TEXT)).ifPresent(text -> parts.add(text(text)));
        }
        message.path("attachments").forEach(file -> parts.add(Recorded.data("attachment", file)));
        message.path("files").forEach(file -> parts.add(Recorded.missingFile(file, report)));
        return KeepableText.content(parts, report);
    }

    /** @param before what stands between the text and the one before */
    private Optional<Part> part(JsonNode block, String before) {
        String type = block.path("type").asText("");
        return switch (type) {
            case TEXT -> Recorded.text(block.path(TEXT)).map(text -> text(before + text));
            case "thinking" ->
                Recorded.text(block.path("thinking"))
                        .map(text -> new Part.Reasoning(KeepableText.of(text, report), Optional.empty()));
            case "tool_use" ->
                Optional.of(new Part.ToolCall(
                        Recorded.name(block.path("id").asText("")),
                        Recorded.name(block.path("name").asText("")),
                        KeepableText.of(block.path("input").toString(), report)));
            case "tool_result" ->
                Optional.of(new Part.ToolResult(
                        Recorded.name(block.path("tool_use_id").asText("")),
                        KeepableText.of(result(block.path("content")), report),
                        block.path("is_error").asBoolean()));
            default -> {
                report.unknownType(type.isEmpty() ? "block without type" : type);
                yield Optional.of(Recorded.data("block", block));
            }
        };
    }

    private Part text(String text) {
        return new Part.Text(KeepableText.of(text, report));
    }

    private static String result(JsonNode content) {
        return content.isTextual()
                ? content.asText()
                : StreamSupport.stream(content.spliterator(), false)
                        .map(block ->
                                block.path(TEXT).isTextual() ? block.path(TEXT).asText() : block.toString())
                        .collect(Collectors.joining("\n"));
    }
}
