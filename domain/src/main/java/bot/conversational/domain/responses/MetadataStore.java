package bot.conversational.domain.responses;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.user.UserId;
import java.util.Optional;

/**
 * Keeps the metadata of conversations. Every method is one statement, and throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface MetadataStore {

    /** The metadata of a conversation, none when nobody gave it any; empty when there is no such one of this user's. */
    Optional<Metadata> find(UserId user, ConversationId conversation);

    /**
     * Keeps metadata in place of what was there.
     *
     * @return whether there is such a conversation of this user's
     */
    boolean put(UserId user, ConversationId conversation, Metadata metadata);
}
