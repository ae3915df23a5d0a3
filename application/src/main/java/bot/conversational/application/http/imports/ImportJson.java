package bot.conversational.application.http.imports;

import bot.conversational.domain.transfer.ImportSource;
import bot.conversational.domain.transfer.jobs.ImportFindings;
import bot.conversational.domain.transfer.jobs.ImportJob;
import bot.conversational.domain.transfer.jobs.ImportStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import on the wire.
 *
 * @param format null until a conversation was seen
 * @param problems the first ones
 * @param furtherProblems how many there are beyond these
 * @param progress from 0 to 1
 * @param reason why it failed, else null
 * @param endedAt null while it is not over
 */
public record ImportJson(
        UUID id,
        ImportStatus status,
        @Nullable ImportSource format,
        String fileName,
        long bytes,
        boolean dryRun,
        ImportedCountsJson conversations,
        int messages,
        List<ImportProblemJson> problems,
        int furtherProblems,
        ImportWarningsJson warnings,
        double progress,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /**
     * How many conversations were added, got messages that were new, had them all, or were left out. A dry run tells it as
     * if none had been there before.
     */
    public record ImportedCountsJson(int imported, int extended, int unchanged, int skipped) {}

    /** Something that was left out. */
    public record ImportProblemJson(String where, String why) {}

    /**
     * How often something was kept otherwise than it was.
     *
     * @param unknownContentTypes by the type
     * @param textsReplaced texts with characters that cannot be stored
     * @param textsCut texts that were too long
     * @param filesMissing files that are named, and not imported
     * @param tagsDropped tags that break the rules of tags
     * @param foldersMissing conversations in no folder, since theirs could not be made
     * @param conversationsExpiring conversations that are deleted soon, since they are older than conversations are kept
     */
    public record ImportWarningsJson(
            Map<String, Integer> unknownContentTypes,
            int textsReplaced,
            int textsCut,
            int filesMissing,
            int tagsDropped,
            int foldersMissing,
            int conversationsExpiring) {

        static ImportWarningsJson of(ImportFindings findings) {
            Map<String, Integer> notes = findings.notes();
            return new ImportWarningsJson(
                    findings.unknownTypes(),
                    notes.getOrDefault("replaced", 0),
                    notes.getOrDefault("cut", 0),
                    notes.getOrDefault("missing_file", 0),
                    notes.getOrDefault("dropped_tag", 0),
                    notes.getOrDefault("missing_folder", 0),
                    notes.getOrDefault("expiring", 0));
        }
    }

    public static ImportJson of(ImportJob job) {
        return new ImportJson(
                job.id().value(),
                job.state().status(),
                job.subject().format().orElse(null),
                job.subject().fileName(),
                job.subject().bytes(),
                job.subject().dryRun(),
                new ImportedCountsJson(
                        job.counts().imported(),
                        job.counts().extended(),
                        job.counts().unchanged(),
                        job.findings().skipped()),
                job.counts().messages(),
                job.findings().problems().stream()
                        .map(problem -> new ImportProblemJson(problem.where(), problem.why()))
                        .toList(),
                job.findings().furtherProblems(),
                ImportWarningsJson.of(job.findings()),
                job.state().progress(),
                job.state().reason().orElse(null),
                job.times().createdAt(),
                job.times().endedAt().orElse(null));
    }
}
