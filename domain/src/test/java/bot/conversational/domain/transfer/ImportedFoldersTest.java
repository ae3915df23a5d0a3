package bot.conversational.domain.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.InMemoryContextCache;
import bot.conversational.domain.conversation.editing.CacheInvalidation;
import bot.conversational.domain.folder.FilingEdit.FolderChange;
import bot.conversational.domain.folder.Folder;
import bot.conversational.domain.folder.FolderEdit;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.FolderSettings;
import bot.conversational.domain.folder.FolderStore;
import bot.conversational.domain.folder.Tags;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.WordCounter;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.InMemoryConversation;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.conversation.InMemoryConversationArchive;
import bot.conversational.domain.stores.folders.InMemoryFolders;
import bot.conversational.domain.transfer.ImportConversations.Outcome;
import bot.conversational.domain.user.Expiry;
import bot.conversational.domain.user.RetentionRule;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where imported conversations are kept: folders that are there, or are made. */
class ImportedFoldersTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private final UserId user = new UserId(UUID.randomUUID());
    private final InMemoryDatabase database = new InMemoryDatabase();
    private final FolderStore store = new InMemoryFolders(database);
    private final List<String> problems = new ArrayList<>();
    private final ImportConversations importing = new ImportConversations(
            new InMemoryConversationArchive(database),
            store,
            new WordCounter(),
            new CacheInvalidation(new InMemoryContextCache(1_000)),
            new Expiry(database.stores().users(), new RetentionRule(0), InstantSource.fixed(NOW)),
            InstantSource.fixed(NOW));

    private void skipped(String where, String why) {
        problems.add(where + " " + why);
    }

    private static ImportedFolder folder(String name) {
        return new ImportedFolder(name, Optional.empty(), Optional.empty(), Optional.of("Be " + name + "."));
    }

    private static ImportedFolder below(ImportedFolder parent, String name) {
        return new ImportedFolder(name, Optional.of(parent), Optional.of(3), Optional.empty());
    }

    private static ImportedConversation filed(String id, ImportedFolder folder) {
        ImportedConversation.Line line = new ImportedConversation.Line(
                Optional.of("q"),
                Optional.empty(),
                Optional.of(MessageRole.USER),
                Content.of("hello"),
                Optional.empty(),
                Optional.empty());
        return new ImportedConversation(
                ImportSource.EXPORT,
                id,
                new ImportedConversation.Labels(
                        Optional.of(id),
                        false,
                        false,
                        ImportedConversation.Answering.USUAL,
                        new ImportedConversation.ImportedFiling(Optional.of(folder), Tags.of(List.of("Work")))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(line));
    }

    /** What is said of conversations that are in no folder. */
    private final class Noted implements ImportProblems {
        private final List<String> unfiled = new ArrayList<>();

        @Override
        public void skipped(String conversation, String why) {
            problems.add(conversation);
        }

        @Override
        public void unfiled(String conversation) {
            unfiled.add(conversation);
        }
    }

    private List<Folder> folders() {
        return store.list(user, PageRequest.first(200)).items();
    }

    private Optional<FolderId> folderOf(String title) {
        return database.conversations(user).stream()
                .map(InMemoryConversation::conversation)
                .filter(it -> it.title().equals(Optional.of(title)))
                .findFirst()
                .orElseThrow()
                .filing()
                .folder();
    }

    @Test
    void foldersShouldBeFoundByTheirPathsOrMadeOnce() {
        Folder there = new Folder(
                new FolderId(UUID.randomUUID()),
                user,
                new FolderSettings("Work", Optional.empty(), 7, Optional.of("Mine.")),
                NOW);
        store.add(there, false, 1);
        List<ImportedConversation> all = List.of(
                filed("a", folder("Work")),
                filed("b", below(folder("Work"), "Deep")),
                filed("c", below(folder("New"), "Deep")),
                filed("d", folder("Deep")));

        assertThat(importing.check(user, all, new ImportPlan(), this::skipped)).isEqualTo(new Outcome(4, 0, 0, 0, 4));
        assertThat(folders()).as("a check makes none").containsExactly(there);
        assertThat(importing.add(user, all, this::skipped)).isEqualTo(new Outcome(4, 0, 0, 0, 4));

        assertThat(folders()).contains(there).hasSize(5);
        assertThat(folderOf("a")).contains(there.id());
        Folder deep = store.find(user, folderOf("b").orElseThrow()).orElseThrow();
        assertThat(deep.settings()).isEqualTo(new FolderSettings("Deep", Optional.of(there.id()), 3, Optional.empty()));
        Folder other = store.find(user, folderOf("c").orElseThrow()).orElseThrow();
        Folder made = store.find(user, other.settings().parent().orElseThrow()).orElseThrow();
        assertThat(made.settings().name()).isEqualTo("New");
        assertThat(made.settings().systemPrompt()).contains("Be New.");
        assertThat(store.find(user, folderOf("d").orElseThrow())
                        .orElseThrow()
                        .settings()
                        .parent())
                .isEmpty();
        List<Folder> before = folders();
        assertThat(importing.add(user, all, this::skipped)).isEqualTo(new Outcome(0, 0, 4, 0, 0));
        assertThat(folders()).isEqualTo(before);
    }

    @Test
    void folderShouldBeTheSameOnceItsUserHasRenamedItAndNoneOnceItIsDeleted() {
        importing.add(user, List.of(filed("a", folder("Work"))), this::skipped);
        FolderId made = folderOf("a").orElseThrow();
        FolderEdit rename = new FolderEdit(
                Optional.of("Job"), new FolderChange.Stay(), Optional.empty(), new FolderEdit.PromptChange.Leave());
        store.edit(user, made, rename, 0);

        importing.add(user, List.of(filed("b", folder("Work"))), this::skipped);

        assertThat(folderOf("b")).contains(made);
        assertThat(folders()).hasSize(1);
        store.delete(user, made);
        Noted noted = new Noted();
        importing.add(user, List.of(filed("a", folder("Work")), filed("b", folder("Work"))), noted);
        assertThat(folders()).as("its conversations are there already").isEmpty();
        assertThat(noted.unfiled).isEmpty();
    }

    @Test
    void conversationsShouldStayOutsideWhenThereAreAsManyFoldersAsThereMayBe() {
        for (int i = 0; i < FolderStore.MOST_OF_A_USER - 1; i++) {
            FolderSettings settings = new FolderSettings("F" + i, Optional.empty(), i, Optional.empty());
            store.add(new Folder(new FolderId(UUID.randomUUID()), user, settings, NOW), false, 0);
        }
        List<ImportedConversation> first =
                List.of(filed("pair", below(folder("Two"), "More")), filed("one", folder("X")));
        List<ImportedConversation> second = List.of(filed("same", folder("X")), filed("over", folder("Y")));
        ImportPlan plan = new ImportPlan();
        Noted dry = new Noted();
        importing.check(user, first, plan, dry);
        importing.check(user, second, plan, dry);

        Noted noted = new Noted();
        importing.add(user, first, noted);
        importing.add(user, second, noted);

        assertThat(noted.unfiled).containsExactly("pair", "over");
        assertThat(dry.unfiled).isEqualTo(noted.unfiled);
        assertThat(folderOf("pair")).isEmpty();
        assertThat(folderOf("over")).isEmpty();
        assertThat(folderOf("same")).isPresent().isEqualTo(folderOf("one"));
        assertThat(folders()).hasSize(FolderStore.MOST_OF_A_USER);
        Noted again = new Noted();
        importing.check(user, first, new ImportPlan(), again);
        importing.check(user, second, new ImportPlan(), again);
        assertThat(again.unfiled).as("who goes on with it reads the same").isEqualTo(noted.unfiled);
        assertThat(problems).isEmpty();
    }
}
