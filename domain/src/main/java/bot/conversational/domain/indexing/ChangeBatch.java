package bot.conversational.domain.indexing;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes that a consumer has not acknowledged yet, in the order of their commits per shard. Those that are read early,
 * past a transaction that goes on, come behind the others and once more later.
 *
 * @param upTo per shard, a position of the feed's own behind the last change of the batch
 * @param early per shard, a position of the feed's own behind the last change that is read early
 * @param running the transactions that went on when the batch was read, if anything in it is read early
 */
public record ChangeBatch(
        List<Change> changes, Map<Integer, String> upTo, Map<Integer, String> early, Set<String> running) {

    public ChangeBatch {
        changes = List.copyOf(changes);
        upTo = Map.copyOf(upTo);
        early = Map.copyOf(early);
        running = Set.copyOf(running);
    }

    /** Nothing of it is read early. */
    public ChangeBatch(List<Change> changes, Map<Integer, String> upTo) {
        this(changes, upTo, Map.of(), Set.of());
    }
}
