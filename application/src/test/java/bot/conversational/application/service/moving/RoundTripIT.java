package bot.conversational.application.service.moving;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.postgres.conversations.JdbiConversationArchive;
import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.adapters.postgres.exporting.JdbiExportSource;
import bot.conversational.adapters.postgres.imports.JdbiImportStore;
import bot.conversational.adapters.postgres.sharing.JdbiShareStore;
import bot.conversational.application.exporting.AccountLines;
import bot.conversational.application.exporting.ZipArchive;
import bot.conversational.application.http.json.StrictJson;
import bot.conversational.application.transfer.archive.AccountTaker;
import bot.conversational.application.transfer.archive.ImportRun;
import bot.conversational.application.transfer.archive.Recording;
import bot.conversational.application.transfer.assets.AccountFiles;
import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.domain.chat.context.InMemoryContextCache;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.conversation.editing.CacheInvalidation;
import bot.conversational.domain.exporting.AccountArchive;
import bot.conversational.domain.exporting.ExportSource;
import bot.conversational.domain.exporting.ExportedConversation;
import bot.conversational.domain.exporting.ExportedMessage;
import bot.conversational.domain.files.FileContent;
import bot.conversational.domain.files.ReadFile;
import bot.conversational.domain.files.UploadFile;
import bot.conversational.domain.folder.Folder;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.FolderSettings;
import bot.conversational.domain.folder.FolderStore;
import bot.conversational.domain.folder.Tags;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part.Origin.Blob;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.transfer.ImportConversations;
import bot.conversational.domain.user.Expiry;
import bot.conversational.domain.user.RetentionRule;
import bot.conversational.domain.user.ShowUser;
import bot.conversational.domain.user.UserId;
import io.dropwizard.jackson.Jackson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever imports the export of an account has the same conversations, whatever they are. */
class RoundTripIT extends JdbiStores {

    private static final int TREES = Integer.getInteger("faults.trees", 50);
    private static final long ROOM = 1L << 30;

    /** A message but for its ids: no two of a conversation are of the same time. */
    private record Said(
            Instant at,
            Optional<Instant> parent,
            MessageRole role,
            Content content,
            Optional<String> model,
            Optional<Rating> rating,
            Optional<String> comment) {}

    /** A folder but for its ids. */
    private record Place(Optional<String> parent, String name, int position, Optional<String> systemPrompt) {}

    private record Talk(
            ConversationSettings settings,
            Optional<Place> folder,
            Tags tags,
            Instant createdAt,
            Instant updatedAt,
            Optional<Instant> current,
            List<Said> messages) {}

    @TempDir
    private Path folder;

    private final ExportSource source = new JdbiExportSource(jdbi);
    private final UploadFile uploads = new UploadFile(stores().files(), InstantSource.system(), ROOM);
    private final AccountArchive archive = new ZipArchive(
            new AccountLines(
                    new ShowUser(stores().users()),
                    new AccountLines.Access(stores().sessions(), stores().keys().users()),
                    new AccountLines.Things(new JdbiShareStore(jdbi), stores().folders(), new JdbiImportStore(jdbi)),
                    source,
                    InstantSource.system(),
                    StrictJson.configure(Jackson.newObjectMapper())),
            source,
            new ReadFile(stores().files()));

    @Test
    void importOfAnExportShouldGiveTheSameConversations() throws IOException {
        UserId ada = StoreSamples.newUser(stores());
        UserId bob = StoreSamples.newUser(stores());
        List<String> blobs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            blobs.add(upload(ada, "a file of " + ada + i));
        }
        RandomTrees trees = new RandomTrees(7, blobs, folders(ada));
        JdbiConversationArchive conversations = new JdbiConversationArchive(jdbi);
        for (int i = 0; i < TREES; i++) {
            conversations.addAll(List.of(trees.next(ada)));
        }
        Map<String, Talk> exported = talks(ada);
        assertThat(exported).hasSize(TREES);
        assertThat(exported.values())
                .extracting(Talk::folder)
                .as("all folders and none")
                .contains(Optional.empty());

        Path zip = exported(ada);
        ImportReport report = imported(bob, zip);

        assertThat(report.problems()).isEmpty();
        assertThat(report.notes()).isEmpty();
        Map<String, Talk> imported = talks(bob);
        assertThat(imported.keySet()).isEqualTo(exported.keySet());
        exported.forEach((title, talk) -> assertThat(imported.get(title)).isEqualTo(talk));
        for (String blob : blobs) {
            assertThat(stores().files().chunk(bob, new Blob(blob), 0))
                    .hasValueSatisfying(bytes -> assertThat(bytes)
                            .isEqualTo(stores().files()
                                    .chunk(ada, new Blob(blob), 0)
                                    .orElseThrow()));
        }
        assertThat(places(bob)).containsExactlyElementsOf(places(ada));
        imported(bob, zip);
        assertThat(talks(bob)).as("a repeat").isEqualTo(imported);
        assertThat(places(bob)).as("a repeat").containsExactlyElementsOf(places(ada));
    }

    /** Two at the top, each with one of the same name in it. */
    private List<FolderId> folders(UserId user) {
        List<FolderId> all = new ArrayList<>();
        for (String top : List.of("Work “1”", "Größe 😀")) {
            FolderId parent = add(user, top, Optional.empty(), all.size(), Optional.of("Be kind.\nIn " + top));
            all.add(parent);
            all.add(add(user, "Deep", Optional.of(parent), all.size(), Optional.empty()));
        }
        return all;
    }

    private FolderId add(
            UserId user, String name, Optional<FolderId> parent, int position, Optional<String> systemPrompt) {
        FolderSettings settings = new FolderSettings(name, parent, 10 * position, systemPrompt);
        Folder folder = new Folder(new FolderId(UUID.randomUUID()), user, settings, StoreSamples.NOON);
        assertThat(stores().folders().add(folder, false, 0)).isEqualTo(new FolderStore.Outcome.Kept(folder));
        return folder.id();
    }

    private List<Place> places(UserId user) {
        return stores().folders().list(user, PageRequest.first(PageRequest.MAX_LIMIT)).items().stream()
                .map(folder -> place(user, folder.id()))
                .toList();
    }

    private Place place(UserId user, FolderId id) {
        FolderSettings settings =
                stores().folders().find(user, id).orElseThrow().settings();
        Optional<String> parent = settings.parent()
                .map(above -> stores().folders()
                        .find(user, above)
                        .orElseThrow()
                        .settings()
                        .name());
        return new Place(parent, settings.name(), settings.position(), settings.systemPrompt());
    }

    private String upload(UserId user, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        FileContent content = new FileContent() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public byte[] chunk(int n) {
                return bytes;
            }
        };
        return uploads.upload(user, "text/plain", Optional.of("a.txt"), content)
                .file()
                .blob()
                .sha256();
    }

    private Path exported(UserId user) throws IOException {
        Path zip = folder.resolve("account.zip");
        try (OutputStream out = Files.newOutputStream(zip)) {
            assertThat(archive.write(user, new AccountArchive.Sink() {
                        @Override
                        public boolean accept(byte[] bytes) {
                            try {
                                out.write(bytes);
                                return true;
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        }

                        @Override
                        public void progress(double done) {
                            assertThat(done).isBetween(0.0, 1.0);
                        }
                    }))
                    .isTrue();
        }
        return zip;
    }

    private ImportReport imported(UserId user, Path zip) throws IOException {
        ImportReport report = new ImportReport();
        ImportConversations importing = new ImportConversations(
                new JdbiConversationArchive(jdbi),
                stores().folders(),
                String::length,
                new CacheInvalidation(new InMemoryContextCache(10)),
                new Expiry(stores().users(), new RetentionRule(0), InstantSource.system()),
                InstantSource.system());
        new ImportRun(
                        new AccountTaker(importing, user, false, report),
                        new AccountFiles(uploads, user, report),
                        report,
                        progress -> {})
                .read(Recording.of(zip));
        return report;
    }

    private Map<String, Talk> talks(UserId user) {
        Map<String, Talk> talks = new TreeMap<>();
        List<ExportedConversation> page = source.conversations(user, Optional.empty());
        while (!page.isEmpty()) {
            page.forEach(it -> talks.put(it.conversation().title().orElseThrow(), talk(user, it)));
            page = source.conversations(
                    user, Optional.of(page.getLast().conversation().id()));
        }
        return talks;
    }

    private Talk talk(UserId user, ExportedConversation exported) {
        List<ExportedMessage> messages = new ArrayList<>();
        List<ExportedMessage> page = source.messages(user, exported, 0);
        while (!page.isEmpty()) {
            messages.addAll(page);
            page = source.messages(user, exported, page.getLast().message().seq());
        }
        Map<MessageId, Instant> times = new HashMap<>();
        messages.forEach(it -> times.put(it.message().id(), it.message().createdAt()));
        List<Said> said = messages.stream()
                .map(it -> said(it.message(), it.feedbackComment(), times))
                .sorted((one, other) -> one.at().compareTo(other.at()))
                .toList();
        return new Talk(
                exported.conversation().settings(),
                exported.conversation().filing().folder().map(id -> place(user, id)),
                exported.conversation().filing().tags(),
                exported.conversation().createdAt(),
                exported.conversation().updatedAt(),
                exported.current().map(times::get),
                said);
    }

    private static Said said(Message message, Optional<String> comment, Map<MessageId, Instant> times) {
        return new Said(
                message.createdAt(),
                message.parentId().map(times::get),
                message.role(),
                message.body(),
                message.model(),
                message.feedback(),
                comment);
    }
}
