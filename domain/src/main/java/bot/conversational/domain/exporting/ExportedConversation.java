package bot.conversational.domain.exporting;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.folder.FolderId;
import java.util.Optional;

/**
 * A conversation as it is exported.
 *
 * @param folder that it is in
 * @param current the message that its newest branch ends with; empty when there is none
 * @param lastSeq of the messages that belong to this state of it: later ones are left out
 */
public record ExportedConversation(
        Conversation conversation, Optional<ExportedFolder> folder, Optional<MessageId> current, long lastSeq) {

    /**
     * What tells a folder of another account that it is the same.
     *
     * @param parent name of the folder that it is in
     * @param systemPrompt only where one conversation is read; else empty
     */
    public record ExportedFolder(FolderId id, String name, Optional<String> parent, Optional<String> systemPrompt) {}
}
