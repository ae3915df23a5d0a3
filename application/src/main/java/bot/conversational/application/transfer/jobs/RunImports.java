package bot.conversational.application.transfer.jobs;

import bot.conversational.application.scratch.NamedScratchFile;
import bot.conversational.application.scratch.ScratchFile;
import bot.conversational.application.scratch.ScratchFiles;
import bot.conversational.application.transfer.archive.ImportRun;
import bot.conversational.application.transfer.archive.Recording;
import bot.conversational.application.transfer.assets.AccountFiles;
import bot.conversational.application.transfer.assets.FileTaker;
import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.domain.files.UploadFile;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.transfer.ImportConversations;
import bot.conversational.domain.transfer.jobs.ClaimedImport;
import bot.conversational.domain.transfer.jobs.ImportEnd;
import bot.conversational.domain.transfer.jobs.ImportJob;
import bot.conversational.domain.transfer.jobs.ImportQueue;
import bot.conversational.domain.transfer.jobs.ImportStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes imports up, one at a time, and reads each to its end unless it is cancelled or the node stops. */
public final class RunImports {

    private static final Logger LOG = LoggerFactory.getLogger(RunImports.class);

    /** Behind so many nodes that died of it, an import is to blame. */
    private static final int MOST_ATTEMPTS = 50;

    private final ImportQueue queue;
    private final ImportConversations importing;
    private final UploadFile uploads;
    private final ScratchFiles scratch;
    private final ImportPace pace;
    private final InstantSource clock;
    private final AtomicLong conversations = new AtomicLong();
    private volatile boolean stopping;

    public RunImports(
            ImportQueue queue,
            ImportConversations importing,
            UploadFile uploads,
            ScratchFiles scratch,
            ImportPace pace,
            InstantSource clock) {
        this.queue = queue;
        this.importing = importing;
        this.uploads = uploads;
        this.scratch = scratch;
        this.pace = pace;
        this.clock = clock;
    }

    /** Lets the import that runs go on elsewhere, and begins no other. */
    public void stop() {
        stopping = true;
    }

    /** Conversations that this node has read, all imports together. */
    public long conversations() {
        return conversations.get();
    }

    /**
     * Works on one.
     *
     * @return whether there may be more
     * @throws DomainException.Unavailable when a store is unavailable, or the node stops: the import goes on later
     */
    public boolean runOnce() {
        if (stopping) {
            return false;
        }
        Optional<ClaimedImport> next = queue.take(ImportAttempt.LEASE);
        next.ifPresent(this::work);
        return next.isPresent();
    }

    private void work(ClaimedImport claim) {
        ImportReport report = new ImportReport();
        ImportAttempt attempt = new ImportAttempt(claim, queue, importing, report, pace, () -> stopping);
        try {
            if (claim.attempt() > MOST_ATTEMPTS) {
                fail(claim, attempt, "was begun too often without coming to its end");
            } else {
                read(claim, attempt, report);
            }
        } catch (DomainException.Conflict over) {
            LOG.debug("an import is over, or goes on elsewhere");
        } catch (DomainException.Unavailable away) {
            release(claim);
            throw away;
        } catch (DomainException.Invalid refused) {
            fail(claim, attempt, String.valueOf(refused.getMessage()));
        } catch (RuntimeException | IOException broken) {
            LOG.error("an import failed", broken);
            fail(claim, attempt, "The file could not be read.");
        }
    }

    private void read(ClaimedImport claim, ImportAttempt attempt, ImportReport report) throws IOException {
        ImportJob job = claim.job();
        FileTaker files = job.subject().dryRun() ? FileTaker.DRY : new AccountFiles(uploads, job.user(), report);
        try (NamedScratchFile file = scratch.forImport()) {
            fetch(job, file, attempt);
            ImportRun.Taker taker = batch -> {
                attempt.take(batch);
                conversations.addAndGet(batch.size());
            };
            new ImportRun(taker, files, report, attempt)
                    .read(new Recording(file.path(), job.subject().fileName()));
        }
        if (attempt.hasRead()) {
            end(claim, attempt, new ImportEnd(ImportStatus.COMPLETED, Optional.empty(), clock.instant()));
        } else {
            fail(claim, attempt, "has no conversation that can be read");
        }
    }

    private void fetch(ImportJob job, ScratchFile file, ImportAttempt attempt) {
        for (int n = 0; file.size() < job.subject().bytes(); n++) {
            byte[] chunk = queue.chunk(job.user(), job.id(), n)
                    .orElseThrow(() -> new DomainException.Conflict("The import is over."));
            file.append(ByteBuffer.wrap(chunk));
            attempt.renewInTime();
        }
    }

    private void fail(ClaimedImport claim, ImportAttempt attempt, String reason) {
        ImportEnd end = new ImportEnd(ImportStatus.FAILED, Optional.of(reason), clock.instant());
        if (!queue.end(claim, attempt.note(), at(end))) {
            LOG.debug("an import that failed was over already");
        }
    }

    private void end(ClaimedImport claim, ImportAttempt attempt, ImportEnd end) {
        if (!queue.end(claim, attempt.last(), at(end))) {
            LOG.debug("an import that came to its end was over already");
        }
    }

    private static ImportEnd at(ImportEnd end) {
        return new ImportEnd(end.status(), end.reason(), end.at().truncatedTo(ChronoUnit.MILLIS));
    }

    /** If that fails, the lease runs out. */
    private void release(ClaimedImport claim) {
        try {
            queue.release(claim);
        } catch (DomainException.Unavailable stillAway) {
            LOG.debug("an import waits for its lease to run out");
        }
    }
}
