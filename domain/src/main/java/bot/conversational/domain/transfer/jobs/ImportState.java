package bot.conversational.domain.transfer.jobs;

import java.util.Optional;

/**
 * Where an import is.
 *
 * @param progress from 0 to 1: how much of the file was read
 * @param reason why it failed
 */
public record ImportState(ImportStatus status, double progress, Optional<String> reason) {

    public static final ImportState NEW = new ImportState(ImportStatus.QUEUED, 0, Optional.empty());
}
