package bot.conversational.domain.sharing;

import java.util.List;
import java.util.Optional;

/**
 * A branch as it was when it was shared, with what its owner ticked.
 *
 * @param pieces its messages, oldest first; each piece is small enough to be held for many readers at once
 */
public record Snapshot(Optional<String> title, List<List<SharedMessage>> pieces) {

    public Snapshot {
        pieces = List.copyOf(pieces);
    }
}
