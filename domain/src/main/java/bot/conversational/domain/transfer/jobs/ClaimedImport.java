package bot.conversational.domain.transfer.jobs;

import bot.conversational.domain.transfer.ImportStep;

/**
 * An import that a node works on, as long as its lease lasts.
 *
 * @param attempt counted from 1; whoever takes it up later has a higher one, and the former is refused from then on
 * @param done conversations of the file whose counts are stored
 */
public record ClaimedImport(ImportJob job, int attempt, int done) {

    /**
     * The next step.
     *
     * @param before conversations of the file before it
     */
    public ImportStep step(int before, int conversations) {
        return new ImportStep(job.user(), job.id(), attempt, before, conversations);
    }
}
