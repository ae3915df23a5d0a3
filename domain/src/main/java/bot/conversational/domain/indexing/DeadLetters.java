package bot.conversational.domain.indexing;

import java.util.List;

/**
 * Keeps what can never be indexed, so that somebody looks into it. Both methods throw
 * {@link bot.conversational.domain.shared.DomainException.Unavailable} when the store is away.
 */
public interface DeadLetters {

    /** Keeps ids, versions and reasons; a message that is there already is replaced. */
    void keep(List<MessageIndex.Rejection> rejections);

    /** How many messages are kept. */
    long count();
}
