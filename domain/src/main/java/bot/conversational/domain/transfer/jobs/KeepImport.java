package bot.conversational.domain.transfer.jobs;

import bot.conversational.domain.files.FileContent;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.transfer.ImportId;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Keeps a file that is to be imported where every node can read it, and queues the import. */
public final class KeepImport {

    /** Between two chunks, when nothing but the store takes time. */
    private static final Duration WITHIN = Duration.ofSeconds(60);

    private final ImportStore imports;
    private final IdSource ids;
    private final InstantSource clock;

    public KeepImport(ImportStore imports, IdSource ids, InstantSource clock) {
        this.imports = imports;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * To be asked before the file is received.
     *
     * @throws DomainException.Conflict when the user has an import that is not over
     */
    public void check(UserId user) {
        if (imports.isBusy(user)) {
            throw busy();
        }
    }

    /**
     * Keeps the file chunk by chunk.
     *
     * @throws DomainException.Conflict when the user has an import that is not over, or cancels this one meanwhile
     */
    public ImportJob keep(UserId user, ImportSubject subject, FileContent content) {
        ImportJob job = ImportJob.begun(
                new ImportId(ids.next()), user, subject, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (!imports.begin(job, WITHIN)) {
            throw busy();
        }
        boolean kept = false;
        try {
            for (int n = 0; n < content.chunks(); n++) {
                imports.append(user, job.id(), n, content.chunk(n), WITHIN);
            }
            imports.queue(user, job.id());
            kept = true;
        } finally {
            if (!kept) {
                giveUp(job);
            }
        }
        return job;
    }

    /** If that fails too, the store ends it when its time is over. */
    private void giveUp(ImportJob job) {
        try {
            imports.cancel(job.user(), job.id(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        } catch (DomainException.Unavailable stillAway) {
            // whoever began it hears of the first failure
        }
    }

    private static DomainException busy() {
        return new DomainException.Conflict("Another import of yours is not over yet.");
    }
}
