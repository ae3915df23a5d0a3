package bot.conversational.domain.search;

import java.util.List;
import java.util.Optional;

/** Reads what changed things are now and writes it into indices, in pieces that fit into memory however long a conversation is. */
public final class BringChanges {

    private static final int ENTRIES = 500;

    /** Of one piece. Each may be thousands of messages, some of which are looked at in vain. */
    private static final int CONVERSATIONS = 100;

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
        int from = 0;
        while (from < changes.size()) {
            int to = endOfPiece(changes, from);
            entries += bringSome(changes.subList(from, to), indices);
            from = to;
        }
        return entries;
    }

    /** As many messages as fit in one read, or fewer with conversations among them. */
    private static int endOfPiece(List<Change> changes, int from) {
        int conversations = 0;
        int to = from;
        while (to < changes.size() && to - from < ENTRIES) {
            conversations += changes.get(to).entity() == Change.Entity.CONVERSATION ? 1 : 0;
            if (conversations > CONVERSATIONS) {
                break;
            }
            to++;
        }
        return to;
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
