package bot.conversational.domain.conversation;

import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads messages. Throws {@link bot.conversational.domain.shared.DomainException.Unavailable} when the store is
 * unavailable.
 */
public interface MessageStore {

    /**
     * A branch from its newest message back to the first: a running answer comes first, with status generating and the
     * text saved so far.
     *
     * @param branch a message whose branch is wanted: its ancestors, itself, and from it down the newest child of each;
     *     empty for the newest branch
     * @param page positions are the id of the last message of the page before; it ends early with the message that
     *     reaches {@link PageRequest#MOST_BYTES}
     * @return empty when the conversation, the branch or the position does not exist or belongs to another user
     */
    Optional<Page<Message, MessageId>> history(
            UserId user, ConversationId conversation, Optional<MessageId> branch, PageRequest<MessageId> page);

    /** Siblings of a message that are given at most: the newest. */
    int MOST_SIBLINGS = 100;

    /**
     * The siblings of messages: all that follow the same message, themselves and a running answer among them, in the
     * order of {@code seq}. In one call of the store.
     *
     * @param messages of the conversation, at most a page of them
     * @return with an entry for each that exists
     */
    Map<MessageId, List<MessageId>> siblings(UserId user, ConversationId conversation, List<Message> messages);
}
