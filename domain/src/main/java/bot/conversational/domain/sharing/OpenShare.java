package bot.conversational.domain.sharing;

import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * A share that can be read now.
 *
 * @param owner for the service alone; no reader hears of it
 * @param sharedBy the owner's name, if that is shown and there is one
 * @param pieces of its messages
 */
public record OpenShare(
        UserId owner,
        ShareId id,
        int revision,
        Visibility visibility,
        Optional<String> title,
        Optional<String> sharedBy,
        Pieces pieces) {

    /** What of the snapshot is read already. */
    public record Pieces(int count, boolean withFiles, List<SharedMessage> first) {}
}
