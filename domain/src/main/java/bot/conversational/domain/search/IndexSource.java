package bot.conversational.domain.search;

import java.util.List;

/** Reads what the index should hold from the source of truth. */
public interface IndexSource {

    /**
     * What the changed things are now, read in one snapshot: a changed conversation gives an entry for each of its
     * messages, or one removal when it is gone. A message that is gone gives nothing: it went with its conversation, whose
     * own change tells. In no order, without repeats.
     *
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the store is away
     */
    List<IndexEntry> read(List<Change> changes);
}
