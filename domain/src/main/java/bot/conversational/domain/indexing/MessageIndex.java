package bot.conversational.domain.indexing;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.user.UserId;
import java.util.List;

/**
 * One full-text index, as its writer sees it. Both methods throw {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the index is unavailable, deleted or cannot take
 * writes now; some may have been written.
 */
public interface MessageIndex {

    /** A message that the index will never take, and why; without any text of it. */
    record Rejection(MessageDocument document, String reason) {}

    /**
     * Makes the index agree with the entries. An entry older than what the index has changes nothing, so a repeat is
     * harmless and order does not matter.
     *
     * @return those that can never succeed; all the others are written
     */
    List<Rejection> write(List<IndexEntry> entries);

    /**
     * Removes documents of messages that the source of truth does not have, whatever their version. A repeat is
     * harmless.
     */
    void discard(UserId user, List<MessageId> messages);
}
