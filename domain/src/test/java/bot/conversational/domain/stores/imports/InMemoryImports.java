package bot.conversational.domain.stores.imports;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.transfer.ConversationArchive.Taken;
import bot.conversational.domain.transfer.ImportId;
import bot.conversational.domain.transfer.ImportStep;
import bot.conversational.domain.transfer.jobs.ClaimedImport;
import bot.conversational.domain.transfer.jobs.ImportCounts;
import bot.conversational.domain.transfer.jobs.ImportEnd;
import bot.conversational.domain.transfer.jobs.ImportJob;
import bot.conversational.domain.transfer.jobs.ImportNote;
import bot.conversational.domain.transfer.jobs.ImportQueue;
import bot.conversational.domain.transfer.jobs.ImportStatus;
import bot.conversational.domain.transfer.jobs.ImportStore;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Imports in memory. */
public final class InMemoryImports implements ImportStore, ImportQueue {

    private final InMemoryDatabase database;
    private final List<KeptImport> kept = new ArrayList<>();

    public InMemoryImports(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public boolean begin(ImportJob job, Duration within) {
        return database.call(() -> {
            abandon();
            return kept.stream().noneMatch(it -> it.isOf(job.user()) && !it.isOver())
                    && kept.add(new KeptImport(job, database.clock.instant().plus(within)));
        });
    }

    private void abandon() {
        Instant now = database.clock.instant();
        kept.stream()
                .filter(it -> !it.isOver() && !it.received && it.leaseUntil.isBefore(now))
                .forEach(it -> it.end(new ImportEnd(
                        ImportStatus.FAILED, Optional.of("The node that received the file has ended."), now)));
    }

    @Override
    public void append(UserId user, ImportId id, int n, byte[] chunk, Duration within) {
        database.call(() -> {
            KeptImport open = open(user, id);
            open.leaseUntil = database.clock.instant().plus(within);
            return open.chunks.add(chunk);
        });
    }

    @Override
    public void queue(UserId user, ImportId id) {
        database.call(() -> {
            KeptImport open = open(user, id);
            open.received = true;
            open.leaseUntil = Instant.MIN;
            return open;
        });
    }

    private KeptImport open(UserId user, ImportId id) {
        return kept(user, id)
                .filter(it -> !it.isOver())
                .orElseThrow(() -> new DomainException.Conflict("The import was cancelled."));
    }

    private Optional<KeptImport> kept(UserId user, ImportId id) {
        return kept.stream()
                .filter(it -> it.isOf(user) && it.job.id().equals(id))
                .findFirst();
    }

    @Override
    public Optional<ImportJob> find(UserId user, ImportId id) {
        return database.call(() -> kept(user, id).map(it -> it.job));
    }

    @Override
    public Page<ImportJob, ImportId> list(UserId user, PageRequest<ImportId> page) {
        return database.call(() -> Page.of(
                kept.stream()
                        .filter(it -> it.isOf(user))
                        .map(it -> it.job)
                        .sorted(Comparator.comparing((ImportJob job) -> job.id().toString())
                                .reversed())
                        .filter(job -> page.after()
                                .filter(after -> job.id().toString().compareTo(after.toString()) >= 0)
                                .isEmpty())
                        .limit(page.limit() + 1L)
                        .toList(),
                page.limit(),
                ImportJob::id));
    }

    @Override
    public boolean isBusy(UserId user) {
        return database.call(() -> {
            abandon();
            return kept.stream().anyMatch(it -> it.isOf(user) && !it.isOver());
        });
    }

    @Override
    public boolean cancel(UserId user, ImportId id, Instant at) {
        return database.call(() -> {
            Optional<KeptImport> found = kept(user, id);
            found.filter(it -> !it.isOver())
                    .ifPresent(it -> it.end(new ImportEnd(ImportStatus.CANCELLED, Optional.empty(), at)));
            return found.isPresent();
        });
    }

    @Override
    public Optional<ClaimedImport> take(Duration lease) {
        return database.call(() -> {
            Instant now = database.clock.instant();
            return kept.stream()
                    .filter(it -> !it.isOver() && it.received && it.leaseUntil.isBefore(now))
                    .findFirst()
                    .map(it -> it.claimed(now.plus(lease)));
        });
    }

    @Override
    public Optional<byte[]> chunk(UserId user, ImportId id, int n) {
        return database.call(
                () -> kept(user, id).filter(it -> n < it.chunks.size()).map(it -> it.chunks.get(n)));
    }

    @Override
    public boolean renew(ClaimedImport claim, ImportNote note, Duration lease) {
        return database.call(() -> {
            Optional<KeptImport> mine = mine(claim);
            mine.ifPresent(it -> it.note(note, database.clock.instant().plus(lease)));
            return mine.isPresent();
        });
    }

    @Override
    public boolean end(ClaimedImport claim, ImportNote note, ImportEnd end) {
        return database.call(() -> {
            Optional<KeptImport> mine = mine(claim);
            mine.ifPresent(it -> {
                it.note(note, database.clock.instant());
                it.end(end);
            });
            return mine.isPresent();
        });
    }

    private Optional<KeptImport> mine(ClaimedImport claim) {
        return kept(claim.job().user(), claim.job().id()).filter(it -> !it.isOver() && it.attempt == claim.attempt());
    }

    @Override
    public void release(ClaimedImport claim) {
        database.call(() -> {
            mine(claim).ifPresent(KeptImport::release);
            return true;
        });
    }

    @Override
    public boolean deleteBytes() {
        return database.call(() -> {
            abandon();
            kept.stream().filter(KeptImport::isOver).forEach(it -> it.chunks.clear());
            return false;
        });
    }

    @Override
    public boolean deleteOld(Instant before) {
        return database.call(() -> {
            kept.removeIf(it -> it.isOver()
                    && it.chunks.isEmpty()
                    && it.job.times().endedAt().orElseThrow().isBefore(before));
            return false;
        });
    }

    @Override
    public int waiting() {
        return database.call(
                () -> Math.toIntExact(kept.stream().filter(it -> !it.isOver()).count()));
    }

    /** Within a transaction: whether the step follows what is counted. */
    public void requireNext(ImportStep step) {
        if (kept(step.user(), step.id())
                .filter(it -> !it.isOver() && it.attempt == step.attempt() && it.done == step.done())
                .isEmpty()) {
            throw new DomainException.Conflict("The import is over, or goes on elsewhere.");
        }
    }

    /** Within the same transaction. */
    public void count(ImportStep step, int transcripts, List<Taken> taken) {
        int isNew = Math.toIntExact(taken.stream().filter(Taken::isNew).count());
        kept(step.user(), step.id()).ifPresent(it -> {
            it.done += step.conversations();
            ImportCounts before = it.job.counts();
            it.counts(new ImportCounts(
                    before.imported() + isNew,
                    before.extended() + taken.size() - isNew,
                    before.unchanged() + transcripts - taken.size(),
                    before.messages() + taken.stream().mapToInt(Taken::messages).sum()));
        });
    }

    /** Of a user who is erased. */
    public void deleteAll(UserId user) {
        kept.removeIf(it -> it.isOf(user));
    }
}
