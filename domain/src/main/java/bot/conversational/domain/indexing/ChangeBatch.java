package bot.conversational.domain.indexing;

import java.util.List;
import java.util.Map;

/**
 * Changes that a consumer has not acknowledged yet, in the order of their commits per shard.
 *
 * @param upTo per shard, a position of the feed's own behind the last change of the batch
 */
public record ChangeBatch(List<Change> changes, Map<Integer, String> upTo) {

    public ChangeBatch {
        changes = List.copyOf(changes);
        upTo = Map.copyOf(upTo);
    }
}
