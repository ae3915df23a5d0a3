package bot.conversational.domain.folder;

import java.util.Optional;

/**
 * A change of where a conversation is kept.
 *
 * @param tags that take the place of all; empty leaves them
 */
public record FilingEdit(FolderChange folder, Optional<Tags> tags) {

    /** Whether and where a conversation or a folder moves. */
    public sealed interface FolderChange {

        record Stay() implements FolderChange {}

        /** Out of its folder. */
        record MoveOut() implements FolderChange {}

        record MoveInto(FolderId folder) implements FolderChange {}

        /** Where it is afterwards. */
        default Optional<FolderId> after(Optional<FolderId> before) {
            return switch (this) {
                case Stay() -> before;
                case MoveOut() -> Optional.empty();
                case MoveInto(FolderId folder) -> Optional.of(folder);
            };
        }
    }

    /** Changes nothing. */
    public static final FilingEdit NONE = new FilingEdit(new FolderChange.Stay(), Optional.empty());

    public Filing of(Filing before) {
        return new Filing(folder.after(before.folder()), tags.orElse(before.tags()));
    }
}
