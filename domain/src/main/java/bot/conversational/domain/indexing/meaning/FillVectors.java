package bot.conversational.domain.indexing.meaning;

import bot.conversational.domain.indexing.meaning.VectorStore.Scope;
import bot.conversational.domain.indexing.meaning.VectorStore.Waiting;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Embeds what was written before a model was used, user by user: first those who have asked, and the newest
 * conversations first. Each node runs it; what is done is known to all.
 */
public final class FillVectors {

    private static final int MESSAGES = 16;

    /** A claim lasts for a minute; what is begun in this time is mostly over then. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final VectorStore vectors;
    private final EmbedPassages passages;
    private final Scope scope;
    private boolean allLeft;

    public FillVectors(VectorStore vectors, EmbedPassages passages, Scope scope) {
        this.vectors = vectors;
        this.passages = passages;
        this.scope = scope;
    }

    /**
     * Embeds some of one user's messages.
     *
     * @return whether there may be more to do
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the model or the store is unavailable
     */
    public boolean runOnce() {
        String model = passages.model();
        Optional<UserId> user = vectors.claimUnfilled(model);
        if (user.isEmpty()) {
            allLeft = allLeft || scope == Scope.SEARCHERS || !vectors.leaveForFilling(model);
            return !allLeft;
        }
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < LONGEST.toNanos()) {
            List<Waiting> waiting = vectors.waiting(model, user.get(), MESSAGES);
            if (waiting.isEmpty()) {
                vectors.markFilled(model, user.get());
                return true;
            }
            passages.embed(waiting);
        }
        return true;
    }
}
