package bot.conversational.domain.indexing;

import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.shared.DomainException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes changes of the source of truth to the full-text index, batch by batch. A batch is acknowledged only when all
 * of it is written or can never be. After a failure in between the same changes are polled again, and writing them
 * again changes nothing. Used by one thread of a node; other nodes do the same in parallel, on other shards.
 */
public final class IndexMessages {

    private static final String CONSUMER = Follower.SEARCH_INDEX.consumer();

    private static final int BATCH = 1_000;

    private final ChangeFeed feed;
    private final ReindexChanges reindex;
    private final IndexVersions versions;
    private final String node;
    private boolean turnedAway;

    public IndexMessages(ChangeFeed feed, ReindexChanges reindex, IndexVersions versions, NodeId self) {
        this.feed = feed;
        this.reindex = reindex;
        this.versions = versions;
        this.node = self.name();
    }

    /**
     * Brings one batch of changes into every version of the index that is written.
     *
     * @return whether there was any, so that there may be more
     * @throws DomainException.Unavailable when a store is unavailable or there is no index to write; the batch is
     *     polled again
     */
    public boolean runOnce() {
        if (turnedAway) {
            // Who cannot write takes no shards, so that another, perhaps of another version, may.
            written();
        }
        ChangeBatch batch = feed.poll(CONSUMER, node, BATCH);
        if (batch.changes().isEmpty()) {
            return false;
        }
        // Between polling and reading, see IndexVersions.
        List<MessageIndex> indices = written();
        reindex.bring(List.copyOf(withoutRepeats(batch)), indices);
        feed.acknowledge(CONSUMER, node, batch);
        return true;
    }

    private List<MessageIndex> written() {
        turnedAway = true;
        List<MessageIndex> indices = versions.written();
        turnedAway = false;
        return indices;
    }

    /** A conversation that is busy fills a batch with itself, but is read once. */
    private static Collection<Change> withoutRepeats(ChangeBatch batch) {
        Map<UUID, Change> newest = new LinkedHashMap<>();
        for (Change change : batch.changes()) {
            newest.merge(change.id(), change, (a, b) -> a.version() >= b.version() ? a : b);
        }
        return newest.values();
    }
}
