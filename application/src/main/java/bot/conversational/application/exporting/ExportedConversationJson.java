package bot.conversational.application.exporting;

import bot.conversational.application.http.conversations.ConversationJson;
import bot.conversational.domain.exporting.ExportedConversation;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation of an export: as its user sees it.
 *
 * @param folder that it is in; null when it is in none
 * @param current the message that its newest branch ends with; null when there is none
 */
public record ExportedConversationJson(
        @JsonUnwrapped ConversationJson conversation,
        @Nullable ExportedFolderJson folder,
        @Nullable UUID current) {

    static ExportedConversationJson of(ExportedConversation exported) {
        return new ExportedConversationJson(
                ConversationJson.of(exported.conversation()),
                exported.folder().map(ExportedFolderJson::of).orElse(null),
                exported.current().map(id -> id.value()).orElse(null));
    }
}
