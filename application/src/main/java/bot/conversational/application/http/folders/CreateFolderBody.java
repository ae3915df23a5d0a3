package bot.conversational.application.http.folders;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body by which a folder is made.
 *
 * @param parentId a folder at the top, in which it is; at the top itself when left out
 * @param position ascending; behind all others when left out
 * @param systemPrompt comes before those of its conversations
 */
public record CreateFolderBody(
        @NotNull String name,
        @Nullable UUID parentId,
        @Nullable Integer position,
        @Nullable String systemPrompt) {}
