package bot.conversational.application.transfer.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.application.transfer.assets.FileTaker;
import bot.conversational.application.transfer.assets.ZipAssets;
import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.domain.chat.context.InMemoryContextCache;
import bot.conversational.domain.conversation.editing.CacheInvalidation;
import bot.conversational.domain.llm.WordCounter;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.conversation.InMemoryConversationArchive;
import bot.conversational.domain.stores.folders.InMemoryFolders;
import bot.conversational.domain.transfer.ImportConversations;
import bot.conversational.domain.transfer.ImportedConversation;
import bot.conversational.domain.transfer.jobs.ImportFindings.Problem;
import bot.conversational.domain.user.Expiry;
import bot.conversational.domain.user.RetentionRule;
import bot.conversational.domain.user.UserId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of all kinds, honest and hostile. */
class ImportArchiveTest {

    private static final ArchiveLimits SMALL = new ArchiveLimits(4, 50_000, 80_000, 20, 1_000);

    private static final String BYTES = "{}[]\",:0nt\\ \0\u00FFx";
    private static final UserId USER = new UserId(new UUID(0, 1));
    private static final InMemoryDatabase DATABASE = new InMemoryDatabase();
    private static final ImportConversations IMPORTING = new ImportConversations(
            new InMemoryConversationArchive(DATABASE),
            new InMemoryFolders(DATABASE),
            new WordCounter(),
            new CacheInvalidation(new InMemoryContextCache(10)),
            new Expiry(DATABASE.stores().users(), new RetentionRule(0), InstantSource.system()),
            InstantSource.system());

    @TempDir
    private Path folder;

    private final ImportReport report = new ImportReport();

    private List<String> ids(Path file) throws IOException {
        return Recordings.read(file, report).stream()
                .map(ImportedConversation::id)
                .toList();
    }

    private static String array(String... elements) {
        return "[" + String.join(",", elements) + "]";
    }

    @Test
    void shouldReadShardsAndPassOverTheirSiblings() throws IOException {
        Path file = Recordings.zip(
                folder,
                Map.of(
                        "conversations-000.json",
                                array(Recordings.CHATGPT, "{\"conversation_id\": \"x\", \"title\": 1}"),
                        "deep/conversations-001.json", array(Recordings.CLAUDE),
                        "user.json", "{\"id\": \"u\"}",
                        "chat.html", "<html>",
                        "more.zip", "PK"));

        assertThat(ids(file)).containsExactlyInAnyOrder("g1", "c1");
        assertThat(report.skipped()).isEqualTo(1);
        assertThat(report.problems())
                .extracting(Problem::toString)
                .anyMatch(it -> it.contains("entry 2") && it.contains("has no messages"))
                .anyMatch(it -> it.contains("user.json") && it.contains("no conversations"))
                .anyMatch(it -> it.contains("more.zip") && it.contains("archive in an archive"));
    }

    @Test
    void shouldReadBareFilesOfEveryFormat() throws IOException {
        assertThat(ids(Recordings.file(folder, "a.json", array(Recordings.CHATGPT))))
                .containsExactly("g1");
        assertThat(ids(Recordings.file(folder, "b.json", "\uFEFF" + Recordings.CHATGPT)))
                .containsExactly("g1");
        assertThat(ids(Recordings.file(folder, "c", Recordings.CLAUDE))).containsExactly("c1");
        assertThat(ids(Recordings.file(folder, "d.txt", Recordings.EXPORT))).containsExactly("e1");
        assertThat(report.problems()).isEmpty();
    }

    @Test
    void shouldReadLinesAroundThoseThatAreDamaged() throws IOException {
        Path packed = folder.resolve("lines.gz");
        String lines = Recordings.LINE + "not JSON\n\n{\"id\": 1\n" + Recordings.LINE.replace("l1", "l2") + "[]\n";
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(lines.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(ids(packed)).containsExactly("l1", "l2");
        assertThat(report.skipped()).isEqualTo(3);
        assertThat(report.problems().getFirst().where()).isEqualTo("lines.gz, line 2");
    }

    @Test
    void shouldKeepWhatStandsBeforeDamage() throws IOException {
        String text = array(Recordings.CLAUDE, Recordings.CHATGPT);

        assertThat(ids(Recordings.file(folder, "cut.json", text.substring(0, text.length() - 40))))
                .containsExactly("c1");
        assertThat(report.problems().getFirst().why()).contains("behind 2 entries");
    }

    @Test
    void shouldSkipWhatIsTooDeepAndReadOn() throws IOException {
        String deep = "{\"mapping\": {\"x\": " + "[".repeat(400) + "]".repeat(400) + "}}";

        assertThat(ids(Recordings.file(folder, "deep.json", array(deep, Recordings.CLAUDE))))
                .containsExactly("c1");
        assertThat(report.problems().getFirst().why()).contains("too deep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.json", "a/../../b.json", "/etc/a.json", "a\\..\\b.json", "C:/a.json", ".."})
    void shouldRefuseNamesThatClimbOut(String name) throws IOException {
        Path file = Recordings.zip(folder, Map.of("conversations.json", array(Recordings.CLAUDE), name, "[]"));

        assertThatThrownBy(() -> ids(file))
                .isInstanceOf(DomainException.Invalid.class)
                .hasMessageContaining("leads out of the archive");
    }

    @Test
    void shouldRefuseBombs() throws IOException {
        String spaces = " ".repeat(40_000);
        Path ratio = Recordings.zip(folder, Map.of("a.json", spaces));
        Path total = Recordings.file(folder, "total.json", " ".repeat(90_000));
        Path many = Recordings.zip(folder, Map.of("1", "", "2", "", "3", "", "4", "", "5", ""));

        assertThatThrownBy(() -> Recordings.read(ratio, SMALL, report)).hasMessageContaining("more than it may");
        assertThatThrownBy(() -> Recordings.read(total, SMALL, report)).hasMessageContaining("more than it may");
        assertThatThrownBy(() -> Recordings.read(many, SMALL, report)).hasMessageContaining("more than 4 files");
    }

    @Test
    void shouldRefuseAMemberThatIsLargerThanItSays() throws IOException {
        Path file = Recordings.zip(folder, Map.of("a.json", array(Recordings.CLAUDE)));
        byte[] bytes = Files.readAllBytes(file);
        int directory = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        bytes[directory + 24] = 50;
        bytes[directory + 25] = 0;
        Files.write(file, bytes);

        assertThatThrownBy(() -> ids(file)).isInstanceOf(DomainException.Invalid.class);
    }

    @Test
    void shouldRefuseWhatHasNoConversation() throws IOException {
        assertThatThrownBy(() -> ids(Recordings.file(folder, "empty", ""))).hasMessageContaining("no conversation");
        assertThatThrownBy(() -> ids(Recordings.file(folder, "other.json", "[{\"a\": 1}, 2]")))
                .hasMessageContaining("no conversation");
        assertThatThrownBy(() -> ids(Recordings.file(folder, "fake.zip", "PK\3\4 and nothing else")))
                .isInstanceOf(DomainException.Invalid.class);
        assertThat(ids(Recordings.file(folder, "webui.json", "[{\"chat\": {\"history\": {\"messages\": {}}}}]")))
                .isEmpty();
        assertThat(report.problems().getLast().why()).contains("not supported");
    }

    @Test
    void fewConversationsShouldWaitTogetherWhateverTheyAreLongBy() throws IOException {
        String line = "{\"id\": \"%d\", \"messages\": [{\"id\": \"%s\", \"role\": \"user\", \"text\": \"Hi\"}]}\n";
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            lines.append(line.formatted(i, "m".repeat(4_100_000)));
        }
        List<Integer> batches = new ArrayList<>();

        new ImportRun(batch -> batches.add(batch.size()), FileTaker.DRY, report, progress -> {})
                .read(Recording.of(Recordings.file(folder, "long.jsonl", lines.toString())));

        assertThat(batches).containsExactly(2, 2, 1);
    }

    @Test
    void listOfRealNamesShouldBeRememberedForTheFilesOfTheArchive() throws IOException {
        List<ZipEntry> members =
                List.of(new ZipEntry("conversation_asset_file_names.json"), new ZipEntry("a/file-1.dat"));
        String list = "{\"file-1.dat\": \"bird.png\", \"nobodys.dat\": \"other.png\", \"file-1\": {}}";
        ZipAssets assets = new ZipAssets(
                members, member -> new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8)), FileTaker.DRY);

        assertThat(assets.names()).isEqualTo(1);
    }

    /** Whatever happened to a file: a conversation, a reason, or a refusal. */
    @Test
    void shouldTakeAnyDamage() throws IOException {
        byte[] whole = array(Recordings.CHATGPT, Recordings.CLAUDE, Recordings.EXPORT, Recordings.LINE)
                .getBytes(StandardCharsets.UTF_8);
        byte[] packed =
                Files.readAllBytes(Recordings.zip(folder, Map.of("a.json", new String(whole, StandardCharsets.UTF_8))));
        Random random = new Random(29);
        for (int i = 0; i < 1_000; i++) {
            byte[] damaged = (i % 2 == 0 ? whole : packed).clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) BYTES.charAt(random.nextInt(BYTES.length()));
            }
            Path file = Files.write(folder.resolve("damaged"), damaged);
            ImportReport told = new ImportReport();
            try {
                AccountTaker taker = new AccountTaker(IMPORTING, USER, true, told);
                new ImportRun(taker, FileTaker.DRY, told, progress -> {}).read(Recording.of(file));
                assertThat(taker.outcome().imported() + told.skipped()).isPositive();
            } catch (DomainException.Invalid refused) {
                assertThat(refused).hasMessageMatching("(?s).+ (has|is|unpacks) .+");
            }
        }
    }
}
