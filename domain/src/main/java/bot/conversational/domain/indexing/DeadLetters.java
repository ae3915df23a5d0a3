package bot.conversational.domain.indexing;

import java.util.List;

/**
 * Stores messages that can never be indexed, for an operator to look into. Every method throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface DeadLetters {

    /** Stores ids, versions and reasons; a message that is there already is replaced. */
    void keep(List<MessageIndex.Rejection> rejections);

    /**
     * Has some messages indexed again: in place of each, a change is written, which the followers read. One that is refused
     * again is kept again.
     *
     * @return how many
     */
    int retry(int limit);

    /** How many messages are stored. */
    long count();
}
