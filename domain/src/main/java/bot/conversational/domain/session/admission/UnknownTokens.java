package bot.conversational.domain.session.admission;

import bot.conversational.domain.session.ClientAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * The tokens that this node asked the store for a moment ago, and that it did not know. A token is random: one that is
 * unknown is never issued later. Addresses that send too many of them are not served from the store for a while.
 */
public interface UnknownTokens {

    /** Whether the store has lately not known the token with this digest. */
    boolean contains(String digest);

    /** How long nothing more from here shall be looked for in the store; empty when it may be. */
    Optional<Duration> refused(ClientAddress from);

    /** The store has just not known it. */
    void remember(String digest, ClientAddress from);
}
