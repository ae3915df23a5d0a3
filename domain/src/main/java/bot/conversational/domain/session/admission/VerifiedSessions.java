package bot.conversational.domain.session.admission;

import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.user.UserId;
import java.util.Optional;

/**
 * The sessions that this node has recently found in the store itself, by the digest of their token. It admits nobody.
 * It only shows that a token is not forged, so that a call over its limit can be refused while the gate is unavailable.
 */
public interface VerifiedSessions {

    /** Whose session had this digest, or empty when the node has not seen it lately. */
    Optional<Caller> find(UserId user, String digest);

    /** The store has just returned it. A repeat resets its time. */
    void remember(Session session);

    /** The store does not have it any more. A repeat changes nothing. */
    void forget(UserId user, String digest);
}
