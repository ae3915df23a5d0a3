package bot.conversational.application.transfer.archive;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.application.transfer.report.ImportReport.Note;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.transfer.ImportedConversation;
import bot.conversational.domain.transfer.ImportedConversation.ImportedFiling;
import bot.conversational.domain.transfer.ImportedConversation.Line;
import bot.conversational.domain.transfer.ImportedFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the messages of each format. */
class FormatsTest {

    @TempDir
    private Path folder;

    private final ImportReport report = new ImportReport();

    private ImportedConversation read(String text) throws IOException {
        return Recordings.read(Recordings.file(folder, "export.json", text), report)
                .getFirst();
    }

    private static Line line(ImportedConversation conversation, String id) {
        return conversation.messages().stream()
                .filter(it -> it.id().equals(Optional.of(id)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void chatGptShouldKeepItsTreeAndShowWhatItsReadersSaw() throws IOException {
        ImportedConversation conversation = read(Recordings.CHATGPT);

        assertThat(conversation.labels().title()).contains("Birds");
        assertThat(conversation.createdAt()).contains(Instant.parse("2024-01-01T10:00:00.500Z"));
        assertThat(conversation.updatedAt()).contains(Instant.parse("2024-01-01T10:01:40Z"));
        assertThat(conversation.current()).contains("a1");
        assertThat(line(conversation, "a1").text()).isEqualTo("A robin.\nItsings.");
        assertThat(line(conversation, "a1").model()).contains("model-h");
        assertThat(line(conversation, "a1").parent()).contains("empty");
        assertThat(line(conversation, "a2").model()).contains("model-g");
        assertThat(line(conversation, "q").text()).isEqualTo("Which bird?");
        assertThat(line(conversation, "q").content().all(Part.Data.class)).hasSize(1);
        assertThat(line(conversation, "hidden").text()).isEmpty();
        assertThat(line(conversation, "t").content().parts())
                .containsExactly(new Part.Reasoning("Look\nclosely", Optional.empty()));
        assertThat(line(conversation, "c").content().parts())
                .containsExactly(new Part.ToolCall("c", "dalle_text2im", "draw()"));
        assertThat(line(conversation, "r").role()).contains(MessageRole.TOOL);
        assertThat(line(conversation, "r").content().parts()).containsExactly(new Part.ToolResult("c", "drawn", false));
        assertThat(report.unknownTypes()).containsExactly(Map.entry("odd", 1));
        assertThat(report.notes()).containsOnly(Map.entry(Note.REPLACED, 1), Map.entry(Note.MISSING_FILE, 1));
    }

    @Test
    void claudeShouldShowItsBlocksAndFollowTheOrderWithoutParents() throws IOException {
        ImportedConversation conversation = read(Recordings.CLAUDE);

        assertThat(conversation.labels().title()).isEmpty();
        assertThat(conversation.createdAt()).contains(Instant.parse("2024-02-01T08:00:00.123456Z"));
        assertThat(line(conversation, "m1").text()).isEqualTo("Summarise");
        assertThat(line(conversation, "m1").content().all(Part.Data.class)).hasSize(2);
        assertThat(line(conversation, "m2").parent()).contains("m1");
        assertThat(line(conversation, "m2").text()).isEqualTo("First.\nSecond.");
        assertThat(line(conversation, "m2").content().parts())
                .contains(
                        new Part.Reasoning("let me see", Optional.empty()),
                        new Part.ToolCall("toolu_1", "search", "{\"q\":1}"),
                        new Part.ToolResult("toolu_1", "found", false));
        assertThat(report.unknownTypes()).containsExactly(Map.entry("novel", 1));
    }

    /** Where each mark was looked up anew, and each text copied with the next one, this took hours. */
    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void textsShouldBeReadInOnePass() throws IOException {
        String marks = "\uE200".repeat(4_000_000);
        ImportedConversation marked = read("""
                {"conversation_id": "g", "mapping": {"m": {"message": {"author": {"role": "user"}, "content":
                 {"content_type": "text", "parts": ["a\uE202b\uE201c\uE200d\uE201e%s"]}}}}}
                """.formatted(marks));
        assertThat(line(marked, "m").text()).isEqualTo("abce");

        String block = "{\"type\":\"text\",\"text\":\"" + "x".repeat(100) + "\"},";
        ImportedConversation many = read("""
                {"uuid": "c", "chat_messages": [{"uuid": "m", "sender": "human", "content": [%s 1]}]}
                """.formatted(block.repeat(80_000)));
        assertThat(line(many, "m").text()).hasSize(100_000);
        assertThat(report.notes()).containsOnly(Map.entry(Note.CUT, 1));
    }

    @Test
    void claudeShouldFollowTheOrderWhereNoMessageHasAParent() throws IOException {
        ImportedConversation conversation = read("""
                {"uuid": "c", "chat_messages": [
                 {"uuid": "1", "sender": "human", "text": "Hi", "parent_message_uuid": null},
                 {"uuid": "2", "sender": "assistant", "text": "Ho", "parent_message_uuid": null}]}
                """);
        assertThat(line(conversation, "2").parent()).contains("1");
    }

    @Test
    void ourExportShouldKeepPartsButNameNoFileOfAnotherAccount() throws IOException {
        ImportedConversation conversation = read(Recordings.EXPORT);

        assertThat(line(conversation, "1").text()).isEqualTo("Draw");
        assertThat(line(conversation, "1").content().all(Part.Attachment.class)).isEmpty();
        assertThat(line(conversation, "1").content().all(Part.Data.class)).hasSize(1);
        assertThat(line(conversation, "2").text()).isEqualTo("Done");
        assertThat(line(conversation, "2").parent()).contains("1");
    }

    private static String ours(String id, String filing) {
        return """
                {"format": "conversational-bot", "version": 1, "conversation": {"id": "%s", %s},
                 "messages": [{"id": "1", "role": "user", "content": "Hi"}]}
                """.formatted(id, filing).replace("\n", " ");
    }

    private static String folderLine(String folder) {
        return "{\"format\": \"conversational-bot\", \"version\": 1, \"folder\": " + folder + "}";
    }

    private List<ImportedFiling> filings(String... lines) throws IOException {
        return Recordings.read(Recordings.file(folder, "export.jsonl", String.join("\n", lines)), report).stream()
                .map(conversation -> conversation.labels().filing())
                .toList();
    }

    @Test
    void exportShouldNameFoldersByTheirLinesOrItself() throws IOException {
        ImportedFolder top = new ImportedFolder("Top", Optional.empty(), Optional.of(4), Optional.of("Be on top."));
        String longId = "i".repeat(201);
        List<ImportedFiling> filings = filings(
                folderLine("{\"id\": \"t\", \"name\": \"Top\", \"position\": 4, \"systemPrompt\": \"Be on top.\"}"),
                folderLine("{\"id\": \"b\", \"name\": \" Be\\nlow \", \"parentId\": \"t\", \"position\": -1}"),
                folderLine("{\"id\": \"bad\", \"name\": 7}"),
                ours("1", "\"folderId\": \"b\""),
                ours("2", "\"folderId\": \"x\", \"folder\": {\"id\": \"x\", \"name\": \"N\", \"parentName\": \"P\"}"),
                ours("3", "\"folderId\": \"bad\""),
                ours("4", "\"folderId\": null, \"folder\": null"),
                folderLine("{\"id\": \"%s\", \"name\": \"Long\"}".formatted(longId)),
                ours("5", "\"folderId\": \"%s\"".formatted(longId)));

        assertThat(filings.get(0).folder())
                .contains(new ImportedFolder("Be low", Optional.of(top), Optional.empty(), Optional.empty()));
        assertThat(filings.get(1).folder().orElseThrow().path())
                .isEqualTo(new ImportedFolder.Path(Optional.of("P"), "N"));
        assertThat(filings.get(2).folder()).isEmpty();
        assertThat(filings.get(3)).isEqualTo(ImportedFiling.NONE);
        assertThat(filings.get(4).folder()).as("no id is kept that long").isEmpty();
        assertThat(report.notes()).containsOnly(Map.entry(Note.MISSING_FOLDER, 2));
        assertThat(report.problems()).isEmpty();
    }

    @Test
    void exportShouldKeepTheTagsThatAreSome() throws IOException {
        String many = IntStream.range(0, 22).mapToObj(i -> "\"t" + i + "\"").collect(Collectors.joining(","));
        List<ImportedFiling> filings = filings(
                ours("1", "\"tags\": [\" A \", \"a\", 7, \"\", \"x\\ny\", \"%s\"]".formatted("l".repeat(41))),
                ours("2", "\"tags\": [" + many + ", \"T0\"]"),
                ours("3", "\"tags\": \"none\""));

        assertThat(filings.get(0).tags().texts()).containsExactly("A");
        assertThat(filings.get(1).tags().texts()).hasSize(20).startsWith("t0").endsWith("t19");
        assertThat(filings.get(2).tags().isEmpty()).isTrue();
        assertThat(report.notes()).containsOnly(Map.entry(Note.DROPPED_TAG, 6));
    }

    @Test
    void foldersOfAnArchiveShouldBeReadFirst() throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("conversations-00001.jsonl", ours("1", "\"folderId\": \"t\""));
        members.put("folders.jsonl", folderLine("{\"id\": \"t\", \"name\": \"Top\"}"));

        assertThat(Recordings.read(Recordings.zip(folder, members), report))
                .singleElement()
                .satisfies(it -> assertThat(it.labels().filing().folder()).isPresent());
    }
}
