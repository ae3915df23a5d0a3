package bot.conversational.application.transfer.format;

import bot.conversational.application.transfer.ConversationLines;
import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.domain.transfer.ImportedConversation;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Tells formats apart by what an element has, never by the name of its file. */
public final class Formats {

    private static final String CONVERSATION_ID = "conversation_id";
    private static final String MESSAGES = "messages";

    private Formats() {}

    /** Whether somebody may take it for a conversation. */
    public static boolean isConversation(JsonNode element) {
        return element.isObject()
                && (element.path("mapping").isObject()
                        || (element.has(CONVERSATION_ID) && element.has("title"))
                        || element.path("chat_messages").isArray()
                        || (isOurs(element) && element.has("conversation"))
                        || element.path(MESSAGES).isArray()
                        || isOthers(element));
    }

    /**
     * The conversation; empty for one that cannot be read, which the report then has.
     *
     * @param where it stands
     * @param assets of the archive that it is in
     * @param filing where conversations of ours are kept
     */
    public static Optional<ImportedConversation> read(
            JsonNode element, String where, ImportReport report, Assets assets, RecordedFiling filing) {
        if (element.path("mapping").isObject() || element.path("chat_messages").isArray()) {
            return readProduct(element, where, report, assets);
        }
        if (isOurs(element)) {
            return readExport(element, where, report, assets, filing);
        }
        if (isOthers(element)) {
            return skip(where, "is of a format that is not supported", report);
        }
        if (element.has(CONVERSATION_ID)) {
            return skip(where, "has no messages", report);
        }
        Optional<ImportedConversation> line = ConversationLines.parse(element);
        return line.isPresent() ? line : skip(where, "is no conversation", report);
    }

    private static Optional<ImportedConversation> readProduct(
            JsonNode element, String where, ImportReport report, Assets assets) {
        boolean nodes = element.path("mapping").isObject();
        Optional<String> id = nodes
                ? Recorded.text(element.path(CONVERSATION_ID)).or(() -> Recorded.text(element.path("id")))
                : Recorded.text(element.path("uuid"));
        if (id.isEmpty()) {
            return skip(where, "has no id", report);
        }
        return nodes
                ? new ChatGptFormat(report, assets).read(element, id.get())
                : ClaudeFormat.read(element, id.get(), report);
    }

    /** Whether it is a line of an export of ours, which need not be a conversation. */
    public static boolean isOurs(JsonNode element) {
        return element.path("format").asText("").equals(ExportFormat.NAME);
    }

    private static Optional<ImportedConversation> readExport(
            JsonNode element, String where, ImportReport report, Assets assets, RecordedFiling filing) {
        if (element.path("version").asInt(Integer.MAX_VALUE) > ExportFormat.VERSION) {
            return skip(where, "is of a newer version of the format", report);
        }
        Optional<String> id = Recorded.text(element.at("/conversation/id"));
        return id.isEmpty()
                ? skip(where, "has no id", report)
                : ExportFormat.read(element, id.get(), report, assets, filing);
    }

    private static boolean isOthers(JsonNode element) {
        return element.at("/chat/history/messages").isContainerNode()
                || (element.has("conversationId") && (element.has(MESSAGES) || element.has("messagesTree")));
    }

    private static Optional<ImportedConversation> skip(String where, String why, ImportReport report) {
        report.skipped(where, why);
        return Optional.empty();
    }
}
