package bot.conversational.domain.transfer.jobs;

import bot.conversational.domain.transfer.ImportSource;
import java.util.Optional;

/**
 * What is imported.
 *
 * @param format empty until a conversation was seen
 * @param fileName as the caller named it, without a folder
 * @param bytes of the file
 * @param dryRun whether nothing is stored
 */
public record ImportSubject(Optional<ImportSource> format, String fileName, long bytes, boolean dryRun) {}
