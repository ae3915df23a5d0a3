package bot.conversational.domain.transfer.jobs;

import bot.conversational.domain.transfer.ImportId;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** An import of a user's. */
public record ImportJob(
        ImportId id,
        UserId user,
        ImportSubject subject,
        ImportState state,
        ImportCounts counts,
        ImportFindings findings,
        ImportTimes times) {

    /** One that nobody has taken up yet. */
    public static ImportJob begun(ImportId id, UserId user, ImportSubject subject, Instant at) {
        return new ImportJob(
                id,
                user,
                subject,
                ImportState.NEW,
                ImportCounts.NONE,
                ImportFindings.NONE,
                new ImportTimes(at, Optional.empty()));
    }
}
