package bot.conversational.domain.indexing.meaning;

import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.ChangeBatch;
import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.indexing.Follower;
import bot.conversational.domain.indexing.meaning.VectorStore.Scope;
import bot.conversational.domain.indexing.meaning.VectorStore.Waiting;
import bot.conversational.domain.llm.EmbeddingModel;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Follows the changes and embeds what is new in their conversations. A batch is acknowledged only when all of it has its
 * vectors; after a failure in between what is kept waits no more. Used by one thread of a node; other nodes do the same
 * on other shards.
 */
public final class EmbedMessages {

    private static final int BATCH = 200;

    /** So few that what a model has to do at once is a second's work at most. */
    private static final int MESSAGES = 16;

    private final ChangeFeed feed;
    private final VectorStore vectors;
    private final EmbedPassages passages;
    private final Scope scope;
    private final String node;
    private final UnaryOperator<List<Change>> needed;

    public EmbedMessages(ChangeFeed feed, VectorStore vectors, EmbedPassages passages, Scope scope, NodeId self) {
        this(feed, vectors, passages, scope, self.name(), UnaryOperator.identity());
    }

    private EmbedMessages(
            ChangeFeed feed,
            VectorStore vectors,
            EmbedPassages passages,
            Scope scope,
            String node,
            UnaryOperator<List<Change>> needed) {
        this.feed = feed;
        this.vectors = vectors;
        this.passages = passages;
        this.scope = scope;
        this.node = node;
        this.needed = needed;
    }

    /**
     * The same by another model.
     *
     * @param changes those that need vectors of that model
     */
    EmbedMessages by(EmbeddingModel other, UnaryOperator<List<Change>> changes) {
        return new EmbedMessages(feed, vectors, passages.by(other), scope, node, changes);
    }

    /**
     * Brings one batch of changes into the store of vectors.
     *
     * @return whether there was any, so that there may be more
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the model or a store is unavailable; the
     *     batch is polled again
     */
    public boolean runOnce() {
        String consumer = Follower.EMBEDDINGS.consumer(passages.model());
        ChangeBatch batch = feed.poll(consumer, node, BATCH);
        if (batch.changes().isEmpty()) {
            return false;
        }
        List<Change> changes = needed.apply(batch.changes());
        List<Waiting> waiting = List.of();
        do {
            waiting = changes.isEmpty() ? waiting : vectors.waiting(passages.model(), scope, changes, MESSAGES);
            passages.embed(waiting);
        } while (waiting.size() == MESSAGES);
        feed.acknowledge(consumer, node, batch);
        return true;
    }
}
