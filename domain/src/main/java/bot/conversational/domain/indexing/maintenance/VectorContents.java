package bot.conversational.domain.indexing.maintenance;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.user.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stored vectors, as an audit reads them. Every method throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface VectorContents {

    /**
     * How many passages messages have that should have all of theirs: those in front of their conversation's mark, and
     * all of a user who is filled. What the model has refused is left out.
     */
    Map<MessageId, Integer> passages(UserId user, String model, Collection<MessageId> messages);

    /**
     * A message that has vectors.
     *
     * @param there whether the message is stored; those of a conversation that is being deleted still are
     */
    record Vectored(MessageId message, boolean there) {}

    /** The next messages of a user with vectors of any model, in the order of their ids; empty at the end. */
    List<Vectored> messages(UserId user, Optional<MessageId> after, int limit);

    /** The next users who have any vectors, in the order of their ids; empty at the end. */
    List<UserId> users(Optional<UserId> after, int limit);

    /** Removes the vectors of messages that are not stored. A repeat is harmless. */
    void discard(UserId user, List<MessageId> messages);

    /**
     * Removes the vectors of messages and moves the marks of their conversations in front of them: they wait to be
     * embedded again. A repeat is harmless.
     */
    void forget(UserId user, String model, List<MessageId> messages);

    /** Removes all vectors of a user by a model, and has the user filled anew. A repeat is harmless. */
    void forget(UserId user, String model);
}
