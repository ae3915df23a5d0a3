package bot.conversational.application.exporting;

import bot.conversational.domain.exporting.AccountArchive;
import bot.conversational.domain.exporting.ExportSource;
import bot.conversational.domain.exporting.ExportedConversation;
import bot.conversational.domain.files.FileContent;
import bot.conversational.domain.files.ReadFile;
import bot.conversational.domain.files.StoredFile;
import bot.conversational.domain.user.UserId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An account as a zip: {@code account.jsonl}, {@code folders.jsonl}, {@code files.jsonl}, {@code conversations-00001.jsonl} and further ones, and
 * the bytes of each file as {@code files/BLOB}.
 */
public final class ZipArchive implements AccountArchive {

    private static final int BUFFER = 64 * 1024;

    private final AccountLines lines;
    private final ExportSource source;
    private final ReadFile files;

    public ZipArchive(AccountLines lines, ExportSource source, ReadFile files) {
        this.lines = lines;
        this.source = source;
        this.files = files;
    }

    @Override
    public boolean write(UserId user, Sink sink) {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(new SinkStream(sink), BUFFER))) {
            new Writing(user, sink, zip).all();
            return true;
        } catch (NotWanted refused) {
            return false;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** One archive as it grows. */
    private final class Writing {

        private final UserId user;
        private final Sink sink;
        private final ZipOutputStream zip;
        private final double whole;
        private int done;

        Writing(UserId user, Sink sink, ZipOutputStream zip) {
            this.user = user;
            this.sink = sink;
            this.zip = zip;
            whole = Math.max(1, source.count(user));
        }

        void all() throws IOException {
            zip.putNextEntry(new ZipEntry("account.jsonl"));
            lines.writeAccount(user, zip);
            zip.putNextEntry(new ZipEntry("folders.jsonl"));
            lines.writeFolders(user, zip);
            zip.putNextEntry(new ZipEntry("files.jsonl"));
            lines.writeFiles(user, zip);
            conversations();
            zip.setLevel(Deflater.NO_COMPRESSION); // most are packed already
            files();
        }

        private void conversations() throws IOException {
            Optional<ExportedConversation> last = Optional.empty();
            int page = 0;
            do {
                page++;
                zip.putNextEntry(new ZipEntry("conversations-%05d.jsonl".formatted(page)));
                last = lines.writeConversations(user, last, zip, this::step);
            } while (last.isPresent());
        }

        private void files() throws IOException {
            for (List<StoredFile> page = source.files(user, Optional.empty());
                    !page.isEmpty();
                    page = source.files(user, Optional.of(AccountLines.last(page)))) {
                for (StoredFile file : page) {
                    FileContent content = files.content(user, file);
                    zip.putNextEntry(new ZipEntry("files/" + file.blob().sha256()));
                    for (int n = 0; n < content.chunks(); n++) {
                        zip.write(content.chunk(n));
                    }
                    step();
                }
            }
        }

        /** What was added meanwhile makes no more than all of it. */
        private void step() {
            done++;
            sink.progress(Math.min(1, done / whole));
        }
    }

    /** Passes on what is written. */
    private static final class SinkStream extends OutputStream {

        private final Sink sink;
        private boolean refused;

        SinkStream(Sink sink) {
            this.sink = sink;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (refused) {
                throw new NotWanted();
            }
            if (length > 0 && !sink.accept(Arrays.copyOfRange(bytes, from, from + length))) {
                refused = true;
                throw new NotWanted();
            }
        }
    }

    private static final class NotWanted extends IOException {
        private static final long serialVersionUID = 1;
    }
}
