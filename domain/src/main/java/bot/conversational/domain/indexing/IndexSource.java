package bot.conversational.domain.indexing;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;

/** Reads what the index should hold from the source of truth. */
public interface IndexSource {

    /** Where a piece ended. A removal is in front of its conversation's messages, at {@code seq} 0. */
    record Place(UserId user, ConversationId conversation, long seq) {

        public static Place of(IndexEntry entry) {
            return switch (entry) {
                case IndexEntry.Put(MessageDocument it) ->
                    new Place(
                            it.user(),
                            it.message().conversationId(),
                            it.message().seq());
                case IndexEntry.RemoveConversation gone -> new Place(gone.user(), gone.conversation(), 0);
            };
        }
    }

    /**
     * A piece of the requested entries.
     *
     * @param next where the next piece begins; empty when this was the last
     */
    record Piece(List<IndexEntry> entries, Optional<Place> next) {

        public Piece {
            entries = List.copyOf(entries);
        }

        /** The piece that ends with the last of so many entries, or is the last one when there are fewer. */
        public static Piece of(List<IndexEntry> entries, int limit) {
            return new Piece(
                    entries, entries.size() < limit ? Optional.empty() : Optional.of(Place.of(entries.getLast())));
        }
    }

    /**
     * The current state of changed entities. A changed conversation gives an entry for each of its messages, or one
     * removal when it is deleted. A deleted message gives nothing: it was deleted with its conversation, which has a
     * change of its own. Without repeats, in the order of places, at most {@code limit} entries, all read in one
     * snapshot. Each piece has a snapshot of its own: a write between two of them is noted as a change of its own.
     *
     * @param after where the piece before ended; empty for the first
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the store is unavailable
     */
    Piece read(List<Change> changes, Optional<Place> after, int limit);
}
