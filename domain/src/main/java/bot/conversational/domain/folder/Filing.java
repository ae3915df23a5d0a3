package bot.conversational.domain.folder;

import java.util.Optional;

/**
 * Where a user keeps a conversation.
 *
 * @param folder empty: in none
 */
public record Filing(Optional<FolderId> folder, Tags tags) {

    /** In no folder, without tags. */
    public static final Filing NONE = new Filing(Optional.empty(), Tags.NONE);
}
