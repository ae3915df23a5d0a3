package bot.conversational.application.transfer.format;

import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.domain.llm.parts.Part;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A file that a message of ChatGPT names.
 *
 * @param json all that is said of it
 */
record ChatGptFile(JsonNode json, NamedFile named) {

    /** Of the list of files that were sent with a message. */
    static ChatGptFile ofAttachment(JsonNode file) {
        return new ChatGptFile(
                file,
                new NamedFile(
                        file.path("id").asText(""),
                        Recorded.text(file.path("name")),
                        Recorded.text(file.path("mime_type"))));
    }

    /** Of a place in a message: {@code sediment://ID} or {@code file-service://ID}. */
    static ChatGptFile ofPointer(JsonNode part) {
        String pointer = part.path("asset_pointer").asText("");
        String id = pointer.substring(pointer.indexOf("://") < 0 ? 0 : pointer.indexOf("://") + 3);
        return new ChatGptFile(part, new NamedFile(id, Optional.empty(), Optional.empty()));
    }

    /** The file itself, or what is known of it. */
    Part part(Assets assets, ImportReport report) {
        Optional<Part.Attachment> found = named.id().isBlank() ? Optional.empty() : assets.find(named);
        return found.isPresent() ? found.get() : Recorded.missingFile(json, report);
    }
}
