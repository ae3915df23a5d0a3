package bot.conversational.application.config;

import jakarta.validation.constraints.Min;

/**
 * Limits on uploaded files.
 *
 * @param maxBytesPerUser that all files of a user may have together
 */
public record FilesConfiguration(@Min(0) long maxBytesPerUser) {}
