package bot.conversational.application.transfer.jobs;

import bot.conversational.application.background.Pause;
import bot.conversational.application.transfer.archive.ImportRun;
import bot.conversational.application.transfer.archive.ReadListener;
import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.transfer.ImportConversations;
import bot.conversational.domain.transfer.ImportConversations.Outcome;
import bot.conversational.domain.transfer.ImportPlan;
import bot.conversational.domain.transfer.ImportProblems;
import bot.conversational.domain.transfer.ImportSource;
import bot.conversational.domain.transfer.ImportedConversation;
import bot.conversational.domain.transfer.jobs.ClaimedImport;
import bot.conversational.domain.transfer.jobs.ImportCounts;
import bot.conversational.domain.transfer.jobs.ImportNote;
import bot.conversational.domain.transfer.jobs.ImportQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * An attempt of an import. What an earlier one has stored is read again for the report's sake, and neither stored nor
 * counted again. Renews the lease while it reads. For one thread.
 */
final class ImportAttempt implements ImportRun.Taker, ReadListener, ImportProblems {

    static final Duration LEASE = Duration.ofSeconds(10);

    /** Between two renewals, by each of which a cancelled import is noticed. */
    private static final Duration RENEWAL = Duration.ofSeconds(1);

    private static final Duration NAP = Duration.ofMillis(200);

    private final ClaimedImport claim;
    private final ImportQueue queue;
    private final ImportConversations importing;
    private final ImportReport report;
    private final ImportPace pace;
    private final BooleanSupplier stopping;
    private Optional<ImportSource> format = Optional.empty();
    private final ImportPlan plan = new ImportPlan();
    private Outcome checked = Outcome.NONE;
    private int seen;
    private int counted;
    private int refused;
    private double progress;
    private long renewedAt = System.nanoTime();
    private long begunAt = System.nanoTime();

    ImportAttempt(
            ClaimedImport claim,
            ImportQueue queue,
            ImportConversations importing,
            ImportReport report,
            ImportPace pace,
            BooleanSupplier stopping) {
        this.claim = claim;
        this.queue = queue;
        this.importing = importing;
        this.report = report;
        this.pace = pace;
        this.stopping = stopping;
        this.counted = claim.done();
    }

    @Override
    public void take(List<ImportedConversation> batch) {
        if (seen > 0) {
            rest();
        }
        format = format.or(() -> Optional.of(batch.getFirst().source()));
        seen += batch.size();
        if (claim.job().subject().dryRun()) {
            checked = checked.plus(importing.check(claim.job().user(), batch, plan, this));
        } else if (seen <= counted) {
            importing.check(claim.job().user(), batch, plan, this);
        } else {
            importing.add(claim.job().user(), batch, claim.step(counted, seen - counted), this);
            counted = seen;
        }
    }

    @Override
    public void skipped(String where, String why) {
        refused++;
        report.skipped(where, why);
    }

    @Override
    public void unfiled(String conversation) {
        report.unfiled(conversation);
    }

    @Override
    public void expiring(String conversation) {
        report.expiring(conversation);
    }

    /** Before another step. What was worked since the last rest is the reading, too. */
    private void rest() {
        long end = System.nanoTime()
                + pace.after(Duration.ofNanos(System.nanoTime() - begunAt)).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            new Pause(Duration.ofNanos(Math.min(left, NAP.toNanos()))).run();
            renewInTime();
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        begunAt = System.nanoTime();
    }

    @Override
    public void read(double now) {
        progress = now;
        renewInTime();
    }

    /**
     * Renews the lease when it is time.
     *
     * @throws DomainException.Conflict when the import is over, or goes on elsewhere
     * @throws DomainException.Unavailable when the node stops
     */
    void renewInTime() {
        if (System.nanoTime() - renewedAt < RENEWAL.toNanos()) {
            return;
        }
        renewedAt = System.nanoTime();
        if (stopping.getAsBoolean()) {
            throw new DomainException.Unavailable("The node stops.", null);
        }
        if (!queue.renew(claim, note(), LEASE)) {
            throw new DomainException.Conflict("The import is over, or goes on elsewhere.");
        }
    }

    /** Whether anything could be read. */
    boolean hasRead() {
        return seen > refused;
    }

    ImportNote note() {
        Optional<ImportCounts> counts = Optional.of(new ImportCounts(
                        checked.imported(), checked.extended(), checked.unchanged(), checked.messages()))
                .filter(dry -> claim.job().subject().dryRun());
        return new ImportNote(progress, format, counts, report.findings());
    }

    /** The note of one that was read to its end. */
    ImportNote last() {
        progress = 1;
        return note();
    }
}
