package bot.conversational.application.transfer.archive;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.application.transfer.report.ImportReport.Note;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.transfer.ImportedConversation;
import bot.conversational.domain.transfer.ImportedConversation.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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

    @Test
    void ourExportShouldKeepPartsButNameNoFileOfAnotherAccount() throws IOException {
        ImportedConversation conversation = read(Recordings.EXPORT);

        assertThat(line(conversation, "1").text()).isEqualTo("Draw");
        assertThat(line(conversation, "1").content().all(Part.Attachment.class)).isEmpty();
        assertThat(line(conversation, "1").content().all(Part.Data.class)).hasSize(1);
        assertThat(line(conversation, "2").text()).isEqualTo("Done");
        assertThat(line(conversation, "2").parent()).contains("1");
    }
}
