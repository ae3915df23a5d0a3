package bot.conversational.domain.search;

import java.util.List;
import java.util.Optional;

/** Reads what changed things are now and writes it into indices, in pieces that fit into memory however long a conversation is. */
public final class BringChanges {

    private static final int CHANGES = 100;
    private static final int ENTRIES = 500;

    private final IndexSource source;
    private final DeadLetters deadLetters;

    public BringChanges(IndexSource source, DeadLetters deadLetters) {
        this.source = source;
        this.deadLetters = deadLetters;
    }

    /**
     * Writes all of it to each index, piece by piece in the indices' order. What an index never takes becomes a dead letter.
     *
     * @return how many entries were read
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when a store is away; some may be written
     */
    public long bring(List<Change> changes, List<MessageIndex> indices) {
        long entries = 0;
        for (int from = 0; from < changes.size(); from += CHANGES) {
            entries += bringSome(changes.subList(from, Math.min(changes.size(), from + CHANGES)), indices);
        }
        return entries;
    }

    private long bringSome(List<Change> changes, List<MessageIndex> indices) {
        long entries = 0;
        Optional<IndexSource.Place> after = Optional.empty();
        do {
            IndexSource.Piece piece = source.read(changes, after, ENTRIES);
            if (!piece.entries().isEmpty()) {
                indices.forEach(index -> deadLetters.keep(index.write(piece.entries())));
            }
            entries += piece.entries().size();
            after = piece.next();
        } while (after.isPresent());
        return entries;
    }
}
