package bot.conversational.application.exporting;

import bot.conversational.application.http.folders.FolderJson;
import bot.conversational.application.http.imports.ImportJson;
import bot.conversational.application.http.users.UserJson;
import bot.conversational.domain.apikey.ApiKeyStore;
import bot.conversational.domain.exporting.ExportSource;
import bot.conversational.domain.exporting.ExportedConversation;
import bot.conversational.domain.files.StoredFile;
import bot.conversational.domain.folder.Folder;
import bot.conversational.domain.folder.FolderPosition;
import bot.conversational.domain.folder.FolderStore;
import bot.conversational.domain.llm.parts.Part.Origin.Blob;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.session.SessionStore;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.sharing.Share;
import bot.conversational.domain.sharing.ShareId;
import bot.conversational.domain.sharing.ShareStore;
import bot.conversational.domain.transfer.ImportId;
import bot.conversational.domain.transfer.jobs.ImportJob;
import bot.conversational.domain.transfer.jobs.ImportStore;
import bot.conversational.domain.user.ShowUser;
import bot.conversational.domain.user.UserId;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes what a user has as JSON lines: {@code {format, version, KIND: {...}}} each, and conversations as {@link
 * ConversationExportJson}. No secret is in it: neither of keys nor of sessions, and no link of a share.
 */
public final class AccountLines {

    private final ShowUser users;
    private final Access access;
    private final Things things;
    private final ExportSource source;
    private final InstantSource clock;
    private final ObjectMapper mapper;

    /** By what the user is let in. */
    public record Access(SessionStore sessions, ApiKeyStore keys) {}

    /** What the user has beside conversations and files. */
    public record Things(ShareStore shares, FolderStore folders, ImportStore imports) {}

    /** Hears how much more was written. */
    @FunctionalInterface
    public interface Progress {
        void written() throws IOException;
    }

    public AccountLines(
            ShowUser users,
            Access access,
            Things things,
            ExportSource source,
            InstantSource clock,
            ObjectMapper mapper) {
        this.users = users;
        this.access = access;
        this.things = things;
        this.source = source;
        this.clock = clock;
        this.mapper = mapper;
    }

    /** All of it; the last line says that nothing is missing. The stream stays open. */
    public void writeAll(UserId user, OutputStream out) throws IOException {
        writeAccount(user, out);
        writeFolders(user, out);
        writeFiles(user, out);
        Optional<ExportedConversation> last = Optional.empty();
        do {
            last = writeConversations(user, last, out, () -> {});
        } while (last.isPresent());
        Lines end = new Lines(out);
        end.write("complete", true);
        end.end();
    }

    /** The account itself, its sessions, keys, shares and imports, and what was used. */
    void writeAccount(UserId user, OutputStream out) throws IOException {
        Lines lines = new Lines(out);
        lines.write("account", UserJson.of(users.show(user)));
        lines.<Session, SessionId>writePages(
                "session", page -> access.sessions().list(user, clock.instant(), page), SessionLine::of);
        for (var key : access.keys().list(user)) {
            lines.write("apiKey", KeyLine.of(key));
        }
        lines.<Share, ShareId>writePages("share", page -> things.shares().list(user, page), ShareLine::of);
        lines.<ImportJob, ImportId>writePages("import", page -> things.imports().list(user, page), ImportJson::of);
        for (var month : source.use(user)) {
            lines.write("use", month);
        }
        lines.end();
    }

    /** Before the conversations in them, so that readers know of each when they come to its conversations. */
    void writeFolders(UserId user, OutputStream out) throws IOException {
        Lines lines = new Lines(out);
        lines.<Folder, FolderPosition>writePages(
                "folder", page -> things.folders().list(user, page), FolderJson::of);
        lines.end();
    }

    /** What is known of files beside their bytes. */
    void writeFiles(UserId user, OutputStream out) throws IOException {
        Lines lines = new Lines(out);
        for (List<StoredFile> page = source.files(user, Optional.empty());
                !page.isEmpty();
                page = source.files(user, Optional.of(last(page)))) {
            for (StoredFile file : page) {
                lines.write("file", FileLine.of(file));
            }
        }
        lines.end();
    }

    static Blob last(List<StoredFile> page) {
        return page.getLast().blob();
    }

    /**
     * A page of conversations.
     *
     * @param after the last of the page before
     * @return the last of this one; empty, and nothing was written, when there was none
     */
    Optional<ExportedConversation> writeConversations(
            UserId user, Optional<ExportedConversation> after, OutputStream out, Progress progress) throws IOException {
        List<ExportedConversation> page =
                source.conversations(user, after.map(it -> it.conversation().id()));
        if (page.isEmpty()) {
            return Optional.empty();
        }
        Lines lines = new Lines(out);
        for (ExportedConversation conversation : page) {
            ConversationExportJson.write(
                    conversation, ConversationExportJson.all(source, user, conversation), lines.begin(), mapper);
            progress.written();
        }
        lines.end();
        return Optional.of(page.getLast());
    }

    /** One value a line. */
    private final class Lines {

        private final JsonGenerator json;
        private final OutputStream out;
        private boolean begun;

        Lines(OutputStream out) throws IOException {
            this.out = out;
            json = mapper.getFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setRootValueSeparator(new SerializedString("\n"));
        }

        void write(String kind, Object value) throws IOException {
            begin().writeStartObject();
            json.writeStringField("format", ConversationExportJson.FORMAT);
            json.writeNumberField("version", ConversationExportJson.VERSION);
            json.writeFieldName(kind);
            mapper.writeValue(json, value);
            json.writeEndObject();
        }

        /** A line for each item of all pages. */
        <T, P> void writePages(String kind, Function<PageRequest<P>, Page<T, P>> pages, Function<T, Object> line)
                throws IOException {
            Optional<P> after = Optional.empty();
            do {
                Page<T, P> page = pages.apply(new PageRequest<>(PageRequest.MAX_LIMIT, after));
                for (T item : page.items()) {
                    write(kind, line.apply(item));
                }
                after = page.next();
            } while (after.isPresent());
        }

        JsonGenerator begin() {
            begun = true;
            return json;
        }

        /** The last line, too, ends. */
        void end() throws IOException {
            json.flush();
            if (begun) {
                out.write('\n');
            }
            out.flush();
        }
    }
}
