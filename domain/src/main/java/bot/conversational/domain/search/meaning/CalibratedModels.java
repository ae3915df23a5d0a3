package bot.conversational.domain.search.meaning;

import java.util.Optional;
import java.util.Set;

/** The models of embeddings that this node can use. */
public interface CalibratedModels {

    /** The one that all messages are to have vectors of. */
    CalibratedModel wanted();

    /**
     * One that was wanted before; empty when this node cannot use it. Where that takes time it is loaded from now on, and
     * is unavailable until then.
     *
     * @param dimensions of its vectors
     */
    Optional<CalibratedModel> former(String name, int dimensions);

    /** Lets go of all that are neither wanted nor among these. */
    void keepOnly(Set<String> formers);
}
