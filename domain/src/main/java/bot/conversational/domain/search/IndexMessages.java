package bot.conversational.domain.search;

import bot.conversational.domain.shared.DomainException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Keeps the full-text index in step with the source of truth, batch by batch. A batch is acknowledged only when all of
 * it is written or can never be: whatever dies in between, the same changes come again, and writing them again changes
 * nothing. Used by one thread of a node; other nodes do the same beside it, on other shards.
 */
public final class IndexMessages {

    /** What the cursors of this follower are kept under. */
    public static final String CONSUMER = "search-index";

    private static final int BATCH = 500;
    private static final int SLICE = 100;

    private final ChangeFeed feed;
    private final IndexSource source;
    private final MessageIndex index;
    private final DeadLetters deadLetters;
    private final String node;
    private boolean prepared;

    public IndexMessages(
            ChangeFeed feed, IndexSource source, MessageIndex index, DeadLetters deadLetters, String node) {
        this.feed = feed;
        this.source = source;
        this.index = index;
        this.deadLetters = deadLetters;
        this.node = node;
    }

    /**
     * Brings one batch of changes into the index.
     *
     * @return whether there was any, so that there may be more
     * @throws DomainException.Unavailable when a store is away; the batch comes again
     */
    public boolean runOnce() {
        prepare();
        ChangeBatch batch = feed.poll(CONSUMER, node, BATCH);
        if (batch.changes().isEmpty()) {
            return false;
        }
        List<Change> changes = List.copyOf(withoutRepeats(batch));
        // A conversation may be long, and all of it is read at once.
        for (int from = 0; from < changes.size(); from += SLICE) {
            bring(changes.subList(from, Math.min(changes.size(), from + SLICE)));
        }
        feed.acknowledge(CONSUMER, node, batch);
        return true;
    }

    private void bring(List<Change> changes) {
        List<MessageIndex.Rejection> refused = write(source.read(changes));
        if (!refused.isEmpty()) {
            deadLetters.keep(refused);
        }
    }

    private void prepare() {
        if (!prepared) {
            index.prepare();
            prepared = true;
        }
    }

    private List<MessageIndex.Rejection> write(List<IndexEntry> entries) {
        try {
            return entries.isEmpty() ? List.of() : index.write(entries);
        } catch (DomainException.Unavailable e) {
            // What came back may be an empty server, or a new one.
            prepared = false;
            throw e;
        }
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
