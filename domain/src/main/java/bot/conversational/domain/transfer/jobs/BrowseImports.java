package bot.conversational.domain.transfer.jobs;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.transfer.ImportId;
import bot.conversational.domain.user.UserId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Shows a user's imports, and ends them. */
public final class BrowseImports {

    private final ImportStore imports;
    private final InstantSource clock;

    public BrowseImports(ImportStore imports, InstantSource clock) {
        this.imports = imports;
        this.clock = clock;
    }

    /** @throws DomainException.NotFound when the user has no such import */
    public ImportJob show(UserId user, ImportId id) {
        return imports.find(user, id).orElseThrow(() -> new DomainException.NotFound("import"));
    }

    /** The newest first. */
    public Page<ImportJob, ImportId> list(UserId user, PageRequest<ImportId> page) {
        return imports.list(user, page).within(BrowseImports::bytes, ImportJob::id);
    }

    private static long bytes(ImportJob job) {
        return job.findings().problems().stream()
                .mapToLong(problem -> problem.where().length() + problem.why().length())
                .sum();
    }

    /**
     * Ends one that is not over. What is in stays.
     *
     * @throws DomainException.NotFound when the user has no such import
     */
    public void cancel(UserId user, ImportId id) {
        if (!imports.cancel(user, id, clock.instant().truncatedTo(ChronoUnit.MILLIS))) {
            throw new DomainException.NotFound("import");
        }
    }
}
