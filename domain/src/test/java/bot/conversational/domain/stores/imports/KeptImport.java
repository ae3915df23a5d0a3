package bot.conversational.domain.stores.imports;

import bot.conversational.domain.transfer.jobs.ClaimedImport;
import bot.conversational.domain.transfer.jobs.ImportCounts;
import bot.conversational.domain.transfer.jobs.ImportEnd;
import bot.conversational.domain.transfer.jobs.ImportFindings;
import bot.conversational.domain.transfer.jobs.ImportJob;
import bot.conversational.domain.transfer.jobs.ImportNote;
import bot.conversational.domain.transfer.jobs.ImportState;
import bot.conversational.domain.transfer.jobs.ImportStatus;
import bot.conversational.domain.transfer.jobs.ImportSubject;
import bot.conversational.domain.transfer.jobs.ImportTimes;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An import with its bytes and its lease. */
final class KeptImport {

    final List<byte[]> chunks = new ArrayList<>();
    ImportJob job;
    boolean received;
    int attempt;
    int done;
    Instant leaseUntil;

    KeptImport(ImportJob job, Instant leaseUntil) {
        this.job = job;
        this.leaseUntil = leaseUntil;
    }

    boolean isOf(UserId user) {
        return job.user().equals(user);
    }

    boolean isOver() {
        return job.state().status().isOver();
    }

    ClaimedImport claimed(Instant until) {
        attempt++;
        leaseUntil = until;
        state(new ImportState(ImportStatus.RUNNING, job.state().progress(), Optional.empty()));
        return new ClaimedImport(job, attempt, done);
    }

    void release() {
        leaseUntil = Instant.MIN;
        state(new ImportState(ImportStatus.QUEUED, job.state().progress(), Optional.empty()));
    }

    void note(ImportNote note, Instant until) {
        leaseUntil = until;
        ImportSubject before = job.subject();
        ImportSubject subject =
                new ImportSubject(before.format().or(note::format), before.fileName(), before.bytes(), before.dryRun());
        ImportState state = new ImportState(
                job.state().status(), note.progress(), job.state().reason());
        replace(subject, state, note.counts().orElse(job.counts()), note.findings(), job.times());
    }

    void end(ImportEnd end) {
        ImportState state = new ImportState(end.status(), job.state().progress(), end.reason());
        ImportTimes times = new ImportTimes(job.times().createdAt(), Optional.of(end.at()));
        replace(job.subject(), state, job.counts(), job.findings(), times);
    }

    void counts(ImportCounts counts) {
        replace(job.subject(), job.state(), counts, job.findings(), job.times());
    }

    private void state(ImportState state) {
        replace(job.subject(), state, job.counts(), job.findings(), job.times());
    }

    private void replace(
            ImportSubject subject, ImportState state, ImportCounts counts, ImportFindings findings, ImportTimes times) {
        job = new ImportJob(job.id(), job.user(), subject, state, counts, findings, times);
    }
}
