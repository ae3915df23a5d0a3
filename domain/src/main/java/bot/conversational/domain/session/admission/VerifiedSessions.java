package bot.conversational.domain.session.admission;

import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.user.UserId;
import java.util.Optional;

/**
 * The sessions that this node has lately found in the store itself, by the digest of their token. It lets nobody in: it only
 * tells that a token is not made up, so that a call that is over its limit can be refused without asking the store. A session
 * may have ended since. What is remembered is soon forgotten, and sooner when there is too much of it. Never fails.
 */
public interface VerifiedSessions {

    /** Whose session had this digest, or empty when the node has not seen it lately. */
    Optional<Caller> find(UserId user, String digest);

    /** The store has just had it. A repeat makes it last anew. */
    void remember(Session session);

    /** The store does not have it any more. A repeat changes nothing. */
    void forget(UserId user, String digest);
}
