package bot.conversational.domain.indexing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Reads what changed things are now and writes it into indices, in pieces that fit into memory however long a
 * conversation is.
 */
public final class ReindexChanges {

    private static final int ENTRIES = 500;

    /** Of one piece. Each may be thousands of messages, some of which are looked at in vain. */
    private static final int CONVERSATIONS = 100;

    /** One is read while the other is written. */
    private static final int PIECES_AT_ONCE = 2;

    private final IndexSource source;
    private final DeadLetters deadLetters;
    private final Executor threads;

    public ReindexChanges(IndexSource source, DeadLetters deadLetters, Executor threads) {
        this.source = source;
        this.deadLetters = deadLetters;
        this.threads = threads;
    }

    /**
     * Writes all of it to each index, in pieces, each to one index after the other. Pieces may overtake each other,
     * since an entry's version decides which is newer. An entry that an index refuses for good becomes a dead letter.
     *
     * @return how many entries were read
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when a store is unavailable; some may be
     *     written
     */
    public long bring(List<Change> changes, List<MessageIndex> indices) {
        List<List<Change>> pieces = new ArrayList<>();
        for (int from = 0, to; from < changes.size(); from = to) {
            to = endOfPiece(changes, from);
            pieces.add(changes.subList(from, to));
        }
        long entries = 0;
        for (int i = 0; i < pieces.size(); i += PIECES_AT_ONCE) {
            entries += bringTogether(pieces.subList(i, Math.min(i + PIECES_AT_ONCE, pieces.size())), indices);
        }
        return entries;
    }

    /** Comes back when all of them are over, also when one has failed. */
    private long bringTogether(List<List<Change>> pieces, List<MessageIndex> indices) {
        List<CompletableFuture<Long>> others = pieces.stream()
                .skip(1)
                .map(piece -> CompletableFuture.supplyAsync(() -> bringPiece(piece, indices), threads))
                .toList();
        try {
            long entries = bringPiece(pieces.getFirst(), indices);
            for (CompletableFuture<Long> other : others) {
                entries += other.join();
            }
            return entries;
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        } finally {
            others.forEach(other -> other.exceptionally(failure -> 0L).join());
        }
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

    private long bringPiece(List<Change> changes, List<MessageIndex> indices) {
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
