package bot.conversational.application.transfer.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.application.scratch.ScratchFiles;
import bot.conversational.domain.chat.context.InMemoryContextCache;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.editing.CacheInvalidation;
import bot.conversational.domain.files.UploadFile;
import bot.conversational.domain.folder.Folder;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.FolderSettings;
import bot.conversational.domain.folder.FolderStore;
import bot.conversational.domain.llm.WordCounter;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.conversation.InMemoryConversationArchive;
import bot.conversational.domain.transfer.ConversationArchive;
import bot.conversational.domain.transfer.ImportConversations;
import bot.conversational.domain.transfer.ImportId;
import bot.conversational.domain.transfer.ImportStep;
import bot.conversational.domain.transfer.Transcript;
import bot.conversational.domain.transfer.jobs.ImportCounts;
import bot.conversational.domain.transfer.jobs.ImportJob;
import bot.conversational.domain.transfer.jobs.ImportStatus;
import bot.conversational.domain.transfer.jobs.ImportSubject;
import bot.conversational.domain.user.Expiry;
import bot.conversational.domain.user.RetentionRule;
import bot.conversational.domain.user.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunImportsTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final int LINES = 120;
    private static final int OTHERS = 100;
    private static final String OURS = "{\"id\": \"1\", \"role\": \"user\", \"content\": \"Hello\"}";
    private static final String MESSAGE = "{\"role\": \"user\", \"text\": \"Hello\"}";

    private final InMemoryDatabase database = new InMemoryDatabase();
    private final UserId user = StoreSamples.newUser(database.stores());
    private final InMemoryConversationArchive archive = new InMemoryConversationArchive(database);
    private int stepsUntilTrouble = Integer.MAX_VALUE;

    /** The archive, until the database goes away: once before a step, and once behind one. */
    private final class Troubled implements ConversationArchive {

        @Override
        public List<Taken> addAll(List<Transcript> transcripts) {
            throw new IllegalStateException("not a step");
        }

        @Override
        public Set<ConversationId> present(UserId of, Set<ConversationId> conversations) {
            return archive.present(of, conversations);
        }

        @Override
        public List<Taken> addAll(List<Transcript> transcripts, ImportStep step) {
            stepsUntilTrouble--;
            if (stepsUntilTrouble == 0) {
                throw new DomainException.Unavailable("away", null);
            }
            List<Taken> taken = archive.addAll(transcripts, step);
            if (stepsUntilTrouble == 1) {
                throw new DomainException.Unavailable("away", null);
            }
            return taken;
        }
    }

    private RunImports node() {
        InstantSource clock = InstantSource.system();
        ImportConversations importing = new ImportConversations(
                new Troubled(),
                database.stores().folders(),
                new WordCounter(),
                new CacheInvalidation(new InMemoryContextCache(10)),
                new Expiry(database.stores().users(), new RetentionRule(0), clock),
                clock);
        UploadFile uploads = new UploadFile(database.stores().files(), clock, 1_000);
        return new RunImports(database.imports, importing, uploads, new ScratchFiles(), new ImportPace(() -> 0), clock);
    }

    private ImportJob queued(String text, boolean dry) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ImportJob job = ImportJob.begun(
                new ImportId(UUID.randomUUID()),
                user,
                new ImportSubject(Optional.empty(), "a.jsonl", bytes.length, dry),
                StoreSamples.NOON);
        assertThat(database.imports.begin(job, LONG)).isTrue();
        database.imports.append(user, job.id(), 0, bytes, LONG);
        database.imports.queue(user, job.id());
        return job;
    }

    private ImportJob now(ImportJob job) {
        return database.imports.find(user, job.id()).orElseThrow();
    }

    private static String lines() {
        return IntStream.range(0, LINES)
                .mapToObj(i -> "{\"id\": \"%d\", \"messages\": [%s]}".formatted(i, i % 50 == 0 ? "" : MESSAGE))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void importThatIsBrokenOffShouldEndAsIfNothingHadHappened() {
        ImportJob job = queued(lines(), false);
        stepsUntilTrouble = 2;
        assertThatThrownBy(node()::runOnce).isInstanceOf(DomainException.Unavailable.class);
        assertThat(now(job).state().status()).isEqualTo(ImportStatus.QUEUED);
        stepsUntilTrouble = 1;
        assertThatThrownBy(node()::runOnce).isInstanceOf(DomainException.Unavailable.class);
        stepsUntilTrouble = Integer.MAX_VALUE;

        assertThat(node().runOnce()).isTrue();

        assertThat(now(job).state().status()).isEqualTo(ImportStatus.COMPLETED);
        assertThat(now(job).counts()).isEqualTo(new ImportCounts(LINES - 3, 0, 0, LINES - 3));
        assertThat(now(job).findings().skipped()).isEqualTo(3);
        assertThat(node().runOnce()).as("there is none left").isFalse();
    }

    private static String filed() {
        return IntStream.range(0, LINES)
                .mapToObj(i -> """
                        {"format": "conversational-bot", "version": 1, "conversation": {"id": "%d", "folder": \
                        {"id": "f%d", "name": "F%d"}}, "messages": [%s]}""".formatted(i, i, i, OURS))
                .collect(Collectors.joining("\n"));
    }

    /** There are more folders than there may be, and steps that fail before and behind what they store. */
    @Test
    void importThatIsBrokenOffShouldEndWithTheFoldersOfOneThatIsNot() {
        FolderStore folders = database.stores().folders();
        for (int i = 0; i < OTHERS; i++) {
            FolderSettings settings = new FolderSettings("Other " + i, Optional.empty(), i, Optional.empty());
            folders.add(new Folder(new FolderId(UUID.randomUUID()), user, settings, StoreSamples.NOON), false, 0);
        }
        ImportJob dry = queued(filed(), true);
        node().runOnce();
        assertThat(database.folders).as("a dry run makes none").hasSize(OTHERS);
        ImportJob job = queued(filed(), false);
        for (int steps = 3; steps > 0; steps--) {
            stepsUntilTrouble = steps;
            assertThatThrownBy(node()::runOnce).isInstanceOf(DomainException.Unavailable.class);
        }
        stepsUntilTrouble = Integer.MAX_VALUE;

        assertThat(node().runOnce()).isTrue();

        assertThat(now(job).counts()).isEqualTo(new ImportCounts(LINES, 0, 0, LINES));
        int outside = (int) database.conversations(user).stream()
                .filter(it -> it.conversation().filing().folder().isEmpty())
                .count();
        assertThat(database.folders).hasSize(FolderStore.MOST_OF_A_USER);
        assertThat(outside).isEqualTo(OTHERS + LINES - FolderStore.MOST_OF_A_USER);
        assertThat(now(job).findings().notes().get("missing_folder")).isEqualTo(outside);
        assertThat(now(dry).findings().notes()).isEqualTo(now(job).findings().notes());
    }

    @Test
    void dryRunShouldCountAndStoreNothing() {
        ImportJob job = queued(lines(), true);
        node().runOnce();
        assertThat(now(job).counts()).isEqualTo(new ImportCounts(LINES - 3, 0, 0, LINES - 3));
        assertThat(database.conversations(user)).isEmpty();
    }

    @Test
    void fileWithoutConversationsShouldFail() {
        ImportJob job = queued("{\"id\": \"a\", \"messages\": []}", false);
        node().runOnce();
        assertThat(now(job).state().status()).isEqualTo(ImportStatus.FAILED);
        assertThat(now(job).state().reason())
                .hasValueSatisfying(it -> assertThat(it).contains("no conversation"));
    }

    @Test
    void nodeThatStopsShouldBeginNoOther() {
        ImportJob job = queued(lines(), false);
        RunImports stopped = node();
        stopped.stop();
        assertThat(stopped.runOnce()).isFalse();
        assertThat(now(job).state().status()).isEqualTo(ImportStatus.QUEUED);
    }
}
