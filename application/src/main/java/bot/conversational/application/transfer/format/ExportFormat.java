package bot.conversational.application.transfer.format;

import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.domain.conversation.Feedback;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.Text;
import bot.conversational.domain.transfer.ImportSource;
import bot.conversational.domain.transfer.ImportedConversation;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A conversation as this service gives it out: {@code format, version, conversation, messages}. */
final class ExportFormat {

    static final String NAME = "conversational-bot";

    /** The newest that is known. */
    static final int VERSION = 1;

    private static final String CALL_ID = "callId";

    private ExportFormat() {}

    /**
     * @param assets of the archive that it is in
     * @param filing of the file that it is in
     */
    static Optional<ImportedConversation> read(
            JsonNode export, String id, ImportReport report, Assets assets, RecordedFiling filing) {
        JsonNode conversation = export.path("conversation");
        List<ImportedConversation.Line> lines = new ArrayList<>();
        for (JsonNode message : export.path("messages")) {
            lines.add(new ImportedConversation.Line(
                    Recorded.text(message.path("id")).or(() -> Optional.of("#" + lines.size())),
                    Recorded.text(message.path("parentId")),
                    role(message),
                    content(message, report, assets),
                    Recorded.model(message.path("model"), report),
                    Recorded.timestamp(message.path("createdAt")),
                    feedback(message, report)));
        }
        return Optional.of(new ImportedConversation(
                ImportSource.EXPORT,
                id,
                new ImportedConversation.Labels(
                        Recorded.text(conversation.path("title")).map(title -> KeepableText.of(title, report)),
                        conversation.path("pinned").asBoolean(),
                        conversation.path("archived").asBoolean(),
                        new ImportedConversation.Answering(
                                Recorded.model(conversation.path("model"), report),
                                optional(conversation, "systemPrompt", report)),
                        filing.of(conversation)),
                Recorded.timestamp(conversation.path("createdAt")),
                Recorded.timestamp(conversation.path("updatedAt")),
                Recorded.text(conversation.path("current")),
                lines));
    }

    private static Optional<Feedback> feedback(JsonNode message, ImportReport report) {
        Optional<Rating> rating = switch (message.path("feedback").asText("")) {
            case "up" -> Optional.of(Rating.UP);
            case "down" -> Optional.of(Rating.DOWN);
            default -> Optional.empty();
        };
        return rating.map(given -> new Feedback(
                given, optional(message, "feedbackComment", report).map(text -> Text.cut(text, Feedback.MAX_COMMENT))));
    }

    private static Optional<MessageRole> role(JsonNode message) {
        return switch (message.path("role").asText("")) {
            case "user" -> Optional.of(MessageRole.USER);
            case "assistant" -> Optional.of(MessageRole.ASSISTANT);
            case "system" -> Optional.of(MessageRole.SYSTEM);
            case "tool" -> Optional.of(MessageRole.TOOL);
            default -> Optional.empty();
        };
    }

    private static Content content(JsonNode message, ImportReport report, Assets assets) {
        if (!message.path("parts").isArray()) {
            return Content.of(KeepableText.of(message.path("content").asText(""), report));
        }
        List<Part> parts = new ArrayList<>();
        message.path("parts").forEach(part -> parts.add(part(part, report, assets)));
        return KeepableText.content(parts, report);
    }

    private static Part part(JsonNode json, ImportReport report, Assets assets) {
        String type = json.path("type").asText("");
        return switch (type) {
            case "text" -> new Part.Text(text(json, "text", report));
            case "reasoning" -> new Part.Reasoning(text(json, "text", report), optional(json, "signature", report));
            case "tool_call" ->
                new Part.ToolCall(
                        text(json, CALL_ID, report), text(json, "name", report), text(json, "arguments", report));
            case "tool_result" ->
                new Part.ToolResult(
                        text(json, CALL_ID, report),
                        text(json, "content", report),
                        json.path("isError").asBoolean());
            case "source" ->
                new Part.Source(
                        optional(json, "url", report),
                        optional(json, "title", report),
                        optional(json, "quote", report),
                        number(json, "start"),
                        number(json, "end"));
            case "data" -> Recorded.data(text(json, "name", report), json.path("value"));
            case "image", "file" -> attachment(type, json, report, assets);
            default -> {
                report.unknownType(type.isEmpty() ? "part without type" : type);
                yield Recorded.data("part", json);
            }
        };
    }

    /** A file is named by an account's own blob: its bytes are in the archive, or nowhere. */
    private static Part attachment(String type, JsonNode json, ImportReport report, Assets assets) {
        String url = text(json, "url", report);
        String mediaType = text(json, "mediaType", report);
        Optional<String> name = optional(json, "name", report);
        Optional<Part.Origin> origin = url.startsWith("https:")
                ? Optional.of(new Part.Origin.Url(url))
                : Recorded.text(json.path("blob"))
                        .flatMap(blob -> assets.find(new NamedFile(blob, name, Optional.of(mediaType))))
                        .map(Part.Attachment::origin);
        return origin.<Part>map(found -> new Part.Attachment(
                        type.equals("image") ? Part.Attachment.Kind.IMAGE : Part.Attachment.Kind.FILE,
                        mediaType,
                        name,
                        found))
                .orElseGet(() -> Recorded.missingFile(json, report));
    }

    private static String text(JsonNode json, String field, ImportReport report) {
        return KeepableText.of(json.path(field).asText(""), report);
    }

    private static Optional<String> optional(JsonNode json, String field, ImportReport report) {
        return Recorded.text(json.path(field)).map(text -> KeepableText.of(text, report));
    }

    private static Optional<Integer> number(JsonNode json, String field) {
        return json.path(field).isIntegralNumber()
                ? Optional.of(json.path(field).intValue())
                : Optional.empty();
    }
}
