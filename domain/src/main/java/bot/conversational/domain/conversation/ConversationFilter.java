package bot.conversational.domain.conversation;

import bot.conversational.domain.folder.Filing;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.Tag;
import java.util.Optional;

/**
 * Which conversations of a user are wanted; what is empty does not restrict.
 *
 * @param tag in whatever case
 */
public record ConversationFilter(Optional<Boolean> archived, Optional<Place> folder, Optional<Tag> tag) {

    /** All of them. */
    public static final ConversationFilter NONE =
            new ConversationFilter(Optional.empty(), Optional.empty(), Optional.empty());

    /** A place that conversations are in. A folder that is nobody's, or another user's, has none in it. */
    public sealed interface Place {

        /** The folder itself, without its subfolders. */
        record In(FolderId id) implements Place {}

        /** In no folder. */
        record Outside() implements Place {}

        /** The folder, or empty outside of all. */
        default Optional<FolderId> folder() {
            return this instanceof In(FolderId id) ? Optional.of(id) : Optional.empty();
        }
    }

    /** Those that are (not) archived. */
    public static ConversationFilter archived(boolean archived) {
        return new ConversationFilter(Optional.of(archived), Optional.empty(), Optional.empty());
    }

    /** Whether none of them excludes a conversation. */
    public boolean passes(boolean isArchived, Filing filing) {
        return archived.map(wanted -> wanted == isArchived).orElse(true)
                && folder.map(place -> place.folder().equals(filing.folder())).orElse(true)
                && tag.map(filing.tags()::has).orElse(true);
    }
}
