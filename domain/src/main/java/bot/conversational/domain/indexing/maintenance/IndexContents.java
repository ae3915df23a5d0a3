package bot.conversational.domain.indexing.maintenance;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.user.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The contents of the searched index, as an audit reads it. Every method throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the index is unavailable.
 */
public interface IndexContents {

    /** Those of the messages that the index has, as they are at this moment. */
    Map<MessageId, MessageDocument> read(UserId user, Collection<MessageId> messages);

    /**
     * The next messages of a user in the order of their ids; empty at the end. Messages written just now may be
     * missing.
     */
    List<MessageId> messages(UserId user, Optional<MessageId> after, int limit);

    /** The next users who have anything, in the order of their ids; empty at the end. May lag as well. */
    List<UserId> users(Optional<UserId> after, int limit);
}
