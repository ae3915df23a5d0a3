package bot.conversational.application.transfer.archive;

import bot.conversational.application.transfer.assets.FileTaker;
import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.domain.transfer.ImportedConversation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Recordings as others write them, and what is read of them. */
final class Recordings {

    /** A question with two answers, of which the reader saw the older one; a call with its result; thoughts. */
    static final String CHATGPT = """
        {"title": "Birds", "create_time": 1704103200.5, "update_time": "1704103300", "conversation_id": "g1",
         "default_model_slug": "model-g", "current_node": "a1", "mapping": {
         "a2": {"parent": "q", "message": {"author": {"role": "assistant"}, "create_time": 1704103290,
           "content": {"content_type": "text", "parts": ["A newer answer"]}, "recipient": "all"}},
         "root": {"parent": null, "message": null, "children": ["hidden"]},
         "hidden": {"parent": "root", "message": {"author": {"role": "user"}, "content": {"content_type":
           "user_editable_context", "user_profile": "p"}, "metadata": {"is_user_system_message": true}}},
         "q": {"parent": "hidden", "message": {"author": {"role": "user"}, "create_time": 1704103201,
           "content": {"content_type": "multimodal_text", "parts": ["Which bird?", null, {"content_type":
           "image_asset_pointer", "asset_pointer": "sediment://f1"}, {"content_type": "odd"}]}}},
         "t": {"parent": "q", "message": {"author": {"role": "assistant"}, "create_time": 1704103202,
           "content": {"content_type": "thoughts", "thoughts": [{"summary": "Look", "content": "closely"}]}}},
         "c": {"parent": "t", "message": {"author": {"role": "assistant"}, "create_time": 1704103203,
           "recipient": "dalle.text2im", "content": {"content_type": "code", "text": "draw()"}}},
         "r": {"parent": "c", "message": {"author": {"role": "tool"}, "create_time": 1704103204,
           "content": {"content_type": "execution_output", "text": "drawn"}}},
         "empty": {"parent": "r", "message": {"author": {"role": "system"},
           "content": {"content_type": "text", "parts": [""]}}},
         "a1": {"parent": "empty", "message": {"author": {"role": "assistant"}, "create_time": 1704103205,
           "metadata": {"model_slug": "model-h"}, "content": {"content_type": "text",
           "parts": ["A robin\\ue200cite\\ue202turn0\\ue201.", "It\\u0000sings."]}}}}}
        """;

    static final String CLAUDE = """
        {"uuid": "c1", "name": "", "created_at": "2024-02-01T10:00:00.123456+02:00",
         "updated_at": "2024-02-01T09:00:00Z", "chat_messages": [
         {"uuid": "m1", "sender": "human", "text": "Summarise", "created_at": "2024-02-01T08:00:01Z",
          "attachments": [{"file_name": "n.txt", "extracted_content": "pasted"}], "files": [{"file_name": "p.png"}]},
         {"uuid": "m2", "sender": "assistant", "text": "chatter", "created_at": "2024-02-01T08:00:02Z", "content": [
          {"type": "thinking", "thinking": "let me see"},
          {"type": "text", "text": "First."},
          {"type": "tool_use", "id": "toolu_1", "name": "search", "input": {"q": 1}},
          {"type": "tool_result", "tool_use_id": "toolu_1", "content": [{"type": "text", "text": "found"}]},
          {"type": "text", "text": "Second."}, {"type": "novel", "x": 1}]}]}
        """;

    static final String LINE = """
        {"id": "l1", "title": "Line", "messages": [{"role": "user", "text": "Hello"}]}
        """;

    static final String EXPORT = """
        {"format": "conversational-bot", "version": 1,
         "conversation": {"id": "e1", "title": "Ours", "createdAt": "2024-03-01T00:00:00.000Z"},
         "messages": [
          {"id": "1", "parentId": null, "role": "user", "content": "Draw", "createdAt": "2024-03-01T00:00:01.000Z",
           "parts": [{"type": "text", "text": "Draw"},
                     {"type": "image", "mediaType": "image/png", "blob": "%s"}]},
          {"id": "2", "parentId": "1", "role": "assistant", "content": "Done", "model": "m", "parts": null}]}
        """.formatted("0".repeat(64));

    private Recordings() {}

    /** Reads a file, and gives the conversations in it. */
    static List<ImportedConversation> read(Path file, ArchiveLimits limits, ImportReport report) throws IOException {
        List<ImportedConversation> read = new ArrayList<>();
        ImportArchive.read(Recording.of(file), limits, report, new Receiver(read::add, FileTaker.DRY, progress -> {}));
        return read;
    }

    static List<ImportedConversation> read(Path file, ImportReport report) throws IOException {
        return read(file, ArchiveLimits.DEFAULT, report);
    }

    static Path file(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    static Path zip(Path folder, Map<String, String> members) throws IOException {
        Path file = Files.createTempFile(folder, "export", ".zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }
}
