package bot.conversational.application.http.sharing;

import jakarta.validation.constraints.NotNull;

/** The body by which a share is copied: the revision that the caller has seen. */
public record CopyShareBody(@NotNull Integer revision) {}
