package bot.conversational.domain.exporting;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.files.StoredFile;
import bot.conversational.domain.llm.parts.Part.Origin.Blob;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Reads what is a user's, page by page: never more of it is in memory, and no transaction lasts longer than a page. So a
 * page is consistent, and an export is not one moment: what is written while it is read may be in it. A conversation is
 * read up to the last message that it had when its page was read. Throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface ExportSource {

    /** The conversation, or empty. */
    Optional<ExportedConversation> conversation(UserId user, ConversationId id);

    /** Conversations in the order of their ids, behind one; the last page is empty. */
    List<ExportedConversation> conversations(UserId user, Optional<ConversationId> after);

    /**
     * Messages of all branches, by seq, that have ended; at least one, and about 2 MiB of texts at most.
     *
     * @param afterSeq 0 for the first page; the last page is empty
     */
    List<ExportedMessage> messages(UserId user, ExportedConversation conversation, long afterSeq);

    /** Files in the order of their hashes, behind one; the last page is empty. */
    List<StoredFile> files(UserId user, Optional<Blob> after);

    /** How many conversations and files there are, for saying how much of them was read. */
    int count(UserId user);

    /** The use of each month, oldest first; at most 10,000 lines. */
    List<MonthOfUse> use(UserId user);
}
