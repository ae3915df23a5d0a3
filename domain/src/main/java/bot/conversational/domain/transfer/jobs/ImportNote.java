package bot.conversational.domain.transfer.jobs;

import bot.conversational.domain.transfer.ImportSource;
import java.util.Optional;

/**
 * What a node notes of an import while it works on it.
 *
 * @param format empty while no conversation was seen
 * @param counts of one that stores nothing; those of others are stored with each step
 */
public record ImportNote(
        double progress, Optional<ImportSource> format, Optional<ImportCounts> counts, ImportFindings findings) {}
