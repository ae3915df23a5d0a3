package bot.conversational.domain.session.admission;

import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.Pass;
import java.util.Optional;

/**
 * The passes that this node has recently found in the store itself. It admits nobody. It only shows that a token is not
 * forged, so that a call over its limit can be refused while the gate is unavailable.
 */
public interface VerifiedPasses {

    /** Whose pass had this name, or empty when the node has not seen it lately. */
    Optional<Caller> find(Pass.Name name);

    /** The store has just returned it. A repeat resets its time. */
    void remember(Pass pass);

    /** The store does not have it any more. A repeat changes nothing. */
    void forget(Pass.Name name);
}
