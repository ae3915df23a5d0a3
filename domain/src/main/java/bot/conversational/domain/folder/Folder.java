package bot.conversational.domain.folder;

import bot.conversational.domain.user.UserId;
import java.time.Instant;

/** A folder of one user's conversations. */
public record Folder(FolderId id, UserId user, FolderSettings settings, Instant createdAt) {}
