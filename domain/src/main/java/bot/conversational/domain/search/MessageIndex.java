package bot.conversational.domain.search;

import java.util.List;

/** The full-text index, as its writer sees it. It can be thrown away and filled again. */
public interface MessageIndex {

    /** A message that the index will never take, and why; without any text of it. */
    record Rejection(MessageDocument document, String reason) {}

    /** Makes the index ready when it is not yet; a repeat changes nothing. */
    void prepare();

    /**
     * Makes the index agree with the entries. An entry older than what the index has changes nothing, so a repeat is
     * harmless and order does not matter.
     *
     * @return those that can never succeed; all the others are written
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the index is away or cannot take writes
     *     now; some entries may have been written
     */
    List<Rejection> write(List<IndexEntry> entries);
}
