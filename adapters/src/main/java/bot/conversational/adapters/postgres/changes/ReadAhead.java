package bot.conversational.adapters.postgres.changes;

import bot.conversational.domain.indexing.ChangeBatch;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How far a consumer has read past transactions that go on. It is only remembered: whoever forgets it, or reads on after
 * the database went back in time, reads later what it could have read early.
 *
 * @param marks per shard, behind what was read
 * @param running transactions that went on when the marks passed them; their changes are still to be read
 */
record ReadAhead(Map<Integer, ChangePosition> marks, Set<String> running) {

    static final ReadAhead NONE = new ReadAhead(Map.of(), Set.of());

    /** After a batch was acknowledged. A mark that the cursor has reached is of no more use. */
    ReadAhead after(ChangeBatch batch) {
        if (marks.isEmpty() && batch.early().isEmpty()) {
            return this;
        }
        Map<Integer, ChangePosition> moved = new TreeMap<>(marks);
        batch.early()
                .forEach((shard, position) -> moved.merge(shard, ChangePosition.parse(position), ReadAhead::later));
        batch.upTo()
                .forEach((shard, position) -> moved.computeIfPresent(
                        shard, (key, mark) -> ChangePosition.parse(position).compareTo(mark) < 0 ? mark : null));
        if (moved.isEmpty()) {
            return NONE;
        }
        // What no longer runs has been read with the batch, or had nothing to tell.
        return new ReadAhead(Map.copyOf(moved), batch.early().isEmpty() ? running : batch.running());
    }

    private static ChangePosition later(ChangePosition a, ChangePosition b) {
        return a.compareTo(b) < 0 ? b : a;
    }
}
