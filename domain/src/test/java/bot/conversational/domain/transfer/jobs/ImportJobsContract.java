package bot.conversational.domain.transfer.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.chat.context.InMemoryContextCache;
import bot.conversational.domain.conversation.editing.CacheInvalidation;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.WordCounter;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.transfer.ConversationArchive;
import bot.conversational.domain.transfer.ImportConversations;
import bot.conversational.domain.transfer.ImportId;
import bot.conversational.domain.transfer.ImportSource;
import bot.conversational.domain.transfer.ImportedConversation;
import bot.conversational.domain.user.Expiry;
import bot.conversational.domain.user.RetentionRule;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What every {@link ImportStore} and {@link ImportQueue} keep, together with the archive that steps are stored in. */
public interface ImportJobsContract extends StoreContract {

    Duration LONG = Duration.ofHours(1);
    Duration NONE = Duration.ofMillis(1);
    ImportFindings FINDINGS = new ImportFindings(
            1, List.of(new ImportFindings.Problem("a “place”", "why")), 2, Map.of("odd", 3), Map.of("CUT", 4));

    ImportStore imports();

    ImportQueue queue();

    ConversationArchive archive();

    private static ImportJob job(UserId user) {
        return ImportJob.begun(
                new ImportId(UUID.randomUUID()),
                user,
                new ImportSubject(Optional.empty(), "export.zip", 3, false),
                StoreSamples.NOON);
    }

    private ImportJob queued(UserId user) {
        ImportJob job = job(user);
        assertThat(imports().begin(job, LONG)).isTrue();
        imports().append(user, job.id(), 0, new byte[] {1, 2}, LONG);
        imports().append(user, job.id(), 1, new byte[] {3}, LONG);
        imports().queue(user, job.id());
        return job;
    }

    /** Takes it, and for ever those before it, which other tests have left. */
    private ClaimedImport claimed(ImportJob job) {
        AtomicReference<ClaimedImport> mine = new AtomicReference<>();
        await().until(() -> {
            Optional<ClaimedImport> next = queue().take(LONG);
            next.filter(it -> it.job().id().equals(job.id())).ifPresent(mine::set);
            return mine.get() != null;
        });
        return mine.get();
    }

    private static ImportNote note(double progress) {
        return new ImportNote(progress, Optional.of(ImportSource.CLAUDE), Optional.empty(), FINDINGS);
    }

    private static ImportEnd end(ImportStatus status) {
        return new ImportEnd(status, Optional.empty(), StoreSamples.NOON.plusSeconds(9));
    }

    private void step(ClaimedImport claim, int before, String... conversations) {
        List<ImportedConversation> said = new ArrayList<>();
        for (String id : conversations) {
            said.add(ImportedConversation.ofLines(
                    id,
                    Optional.of(id),
                    List.of(new ImportedConversation.Line(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(MessageRole.USER),
                            Content.of("Hello"),
                            Optional.empty(),
                            Optional.of(StoreSamples.NOON)))));
        }
        new ImportConversations(
                        archive(),
                        stores().folders(),
                        new WordCounter(),
                        new CacheInvalidation(new InMemoryContextCache(10)),
                        new Expiry(stores().users(), new RetentionRule(0), InstantSource.system()),
                        InstantSource.fixed(StoreSamples.NOON))
                .add(claim.job().user(), said, claim.step(before, conversations.length), (id, why) -> {
                    throw new AssertionError(id + " " + why);
                });
    }

    @Test
    default void userShouldHaveOneImportThatIsNotOver() {
        UserId user = StoreSamples.newUser(stores());
        assertThat(imports().isBusy(user)).isFalse();
        ImportJob job = queued(user);

        assertThat(imports().isBusy(user)).isTrue();
        assertThat(imports().begin(job(user), LONG)).isFalse();
        assertThat(imports().find(user, job.id())).contains(job);

        assertThat(imports().cancel(user, job.id(), StoreSamples.NOON)).isTrue();
        assertThat(imports().begin(job(user), LONG)).isTrue();
    }

    @Test
    default void importsShouldBeTheirUsersOwn() {
        ImportJob job = queued(StoreSamples.newUser(stores()));
        UserId other = StoreSamples.newUser(stores());

        assertThat(imports().find(other, job.id())).isEmpty();
        assertThat(imports().cancel(other, job.id(), StoreSamples.NOON)).isFalse();
        assertThat(imports().list(other, PageRequest.first(10)).items()).isEmpty();
        assertThat(queue().chunk(other, job.id(), 0)).isEmpty();
        assertThat(imports().find(job.user(), job.id())).contains(job);
    }

    @Test
    default void listShouldHaveTheNewestFirst() {
        UserId user = StoreSamples.newUser(stores());
        List<ImportId> ids = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            ImportJob job = ImportJob.begun(
                    new ImportId(
                            new UUID(0x0190_0000_0000_7000L + i, user.value().getLeastSignificantBits())),
                    user,
                    new ImportSubject(Optional.of(ImportSource.CHATGPT), "n", 1, true),
                    StoreSamples.NOON);
            assertThat(imports().begin(job, LONG)).isTrue();
            imports().cancel(user, job.id(), StoreSamples.NOON);
            ids.addFirst(job.id());
        }
        var first = imports().list(user, PageRequest.first(2));
        assertThat(first.items()).extracting(ImportJob::id).isEqualTo(ids.subList(0, 2));
        var rest = imports().list(user, new PageRequest<>(2, first.next()));
        assertThat(rest.items()).extracting(ImportJob::id).isEqualTo(ids.subList(2, 3));
        assertThat(rest.next()).isEmpty();
        assertThat(rest.items().getFirst().subject().dryRun()).isTrue();
    }

    @Test
    default void importShouldNotBeTakenBeforeAllIsThereNorWhileItIsLeased() {
        UserId user = StoreSamples.newUser(stores());
        ImportJob job = job(user);
        imports().begin(job, LONG);
        assertThat(queue().take(LONG)).isNotEqualTo(Optional.of(job.id()));
        imports().append(user, job.id(), 0, new byte[] {7}, LONG);
        imports().queue(user, job.id());
        ClaimedImport claim = claimed(job);

        assertThat(claim.attempt()).isOne();
        assertThat(claim.job().state().status()).isEqualTo(ImportStatus.RUNNING);
        assertThat(queue().chunk(user, job.id(), 0))
                .hasValueSatisfying(it -> assertThat(it).containsExactly(7));
        assertThat(queue().chunk(user, job.id(), 1)).isEmpty();
        while (queue().take(LONG).isPresent()) {
            assertThat(imports().find(user, job.id()).orElseThrow().state().status())
                    .isEqualTo(ImportStatus.RUNNING);
        }
        queue().release(claim);
        assertThat(claimed(job).attempt()).isEqualTo(2);
    }

    @Test
    default void laterAttemptShouldGoOnAndTheEarlierBeRefused() {
        UserId user = StoreSamples.newUser(stores());
        ImportJob job = queued(user);
        ClaimedImport lost = claimed(job);
        step(lost, 0, "a", "b");
        assertThat(queue().renew(lost, note(0.1), NONE)).isTrue();
        ClaimedImport now = claimed(job);

        assertThat(now.done()).isEqualTo(2);
        assertThatThrownBy(() -> step(lost, 2, "c")).isInstanceOf(DomainException.Conflict.class);
        assertThatThrownBy(() -> step(now, 0, "c")).isInstanceOf(DomainException.Conflict.class);
        assertThat(queue().renew(lost, note(0.9), LONG)).isFalse();
        assertThat(queue().end(lost, note(1), end(ImportStatus.COMPLETED))).isFalse();
        step(now, 2, "b", "c");
        assertThat(queue().renew(now, note(0.5), LONG)).isTrue();

        assertThat(imports().find(user, job.id()))
                .contains(new ImportJob(
                        job.id(),
                        user,
                        new ImportSubject(Optional.of(ImportSource.CLAUDE), "export.zip", 3, false),
                        new ImportState(ImportStatus.RUNNING, 0.5, Optional.empty()),
                        new ImportCounts(3, 0, 1, 3),
                        FINDINGS,
                        new ImportTimes(StoreSamples.NOON, Optional.empty())));
    }

    @Test
    default void cancelledImportShouldTakeNothingMore() {
        UserId user = StoreSamples.newUser(stores());
        ImportJob job = queued(user);
        ClaimedImport claim = claimed(job);
        step(claim, 0, "a");
        Instant at = StoreSamples.NOON.plusSeconds(1);

        assertThat(imports().cancel(user, job.id(), at)).isTrue();
        assertThat(imports().cancel(user, job.id(), at.plusSeconds(1))).isTrue();

        assertThatThrownBy(() -> step(claim, 1, "b")).isInstanceOf(DomainException.Conflict.class);
        assertThat(queue().renew(claim, note(0.5), LONG)).isFalse();
        assertThatThrownBy(() -> imports().append(user, job.id(), 2, new byte[1], LONG))
                .isInstanceOf(DomainException.Conflict.class);
        ImportJob over = imports().find(user, job.id()).orElseThrow();
        assertThat(over.state().status()).isEqualTo(ImportStatus.CANCELLED);
        assertThat(over.times().endedAt()).contains(at);
        assertThat(over.counts().imported()).isOne();
    }

    @Test
    default void bytesShouldGoWhenAnImportIsOverAndTheImportLater() {
        UserId user = StoreSamples.newUser(stores());
        ImportJob job = queued(user);
        ClaimedImport claim = claimed(job);
        ImportNote dry = new ImportNote(
                1, Optional.of(ImportSource.CHATGPT), Optional.of(new ImportCounts(4, 0, 0, 9)), FINDINGS);
        assertThat(queue().end(claim, dry, end(ImportStatus.COMPLETED))).isTrue();

        while (queue().deleteBytes()) {
            assertThat(imports().find(user, job.id())).isPresent();
        }
        assertThat(queue().chunk(user, job.id(), 0)).isEmpty();
        assertThat(imports().find(user, job.id()).orElseThrow().counts()).isEqualTo(new ImportCounts(4, 0, 0, 9));
        queue().deleteOld(StoreSamples.NOON.plusSeconds(9));
        assertThat(imports().find(user, job.id())).isPresent();
        queue().deleteOld(StoreSamples.NOON.plusSeconds(10));
        assertThat(imports().find(user, job.id())).isEmpty();
    }

    @Test
    default void importWhoseReceiverDiedShouldFail() {
        UserId user = StoreSamples.newUser(stores());
        ImportJob job = job(user);
        imports().begin(job, NONE);

        await().until(() -> !imports().isBusy(user));
        assertThat(imports().begin(job(user), LONG)).isTrue();
        assertThat(imports().find(user, job.id()).orElseThrow().state().status())
                .isEqualTo(ImportStatus.FAILED);
        assertThat(queue().waiting()).isPositive();
    }

    @Test
    default void erasureShouldTakeImportsAlong() {
        UserId user = StoreSamples.newUser(stores());
        ImportJob job = queued(user);
        ClaimedImport claim = claimed(job);
        step(claim, 0, "a");
        assertThat(stores().erasures().begin(user, StoreSamples.HASH, StoreSamples.entry(AuditAction.USER_ERASE, user)))
                .isPresent();

        while (stores().erasures().deleteSome(user)) {
            assertThatThrownBy(() -> step(claim, 7, "b")).isInstanceOf(DomainException.Conflict.class);
        }
        assertThat(imports().find(user, job.id())).isEmpty();
        assertThat(queue().chunk(user, job.id(), 0)).isEmpty();
    }

    @Test
    default void unavailableStoreShouldSaySo() throws Throwable {
        UserId user = StoreSamples.newUser(stores());
        unavailableDuringOutage(() -> imports().isBusy(user));
    }
}
