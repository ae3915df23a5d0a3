package bot.conversational.domain.indexing;

import java.util.List;

/**
 * Stores messages that can never be indexed, for an operator to look into. Both methods throw {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface DeadLetters {

    /** Stores ids, versions and reasons; a message that is there already is replaced. */
    void keep(List<MessageIndex.Rejection> rejections);

    /** How many messages are stored. */
    long count();
}
