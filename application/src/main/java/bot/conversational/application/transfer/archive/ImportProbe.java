package bot.conversational.application.transfer.archive;

import bot.conversational.application.transfer.assets.FileTaker;
import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.transfer.ImportSource;
import bot.conversational.domain.transfer.ImportedConversation;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Looks for the first conversation of a file, so that whoever sent something else hears of it at once. */
public final class ImportProbe {

    /** Unpacked. Behind that much without a conversation it is left to the import to find one. */
    private static final long FAR = 64L << 20;

    /** One file at a time on a node: what is held of one while it is read must not be there for each caller. */
    private static final Lock READING = new ReentrantLock();

    /** Ends the reading; nothing has gone wrong. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;

        Enough() {
            super(null, null, false, false);
        }
    }

    private final ImportReport report = new ImportReport();
    private Optional<ImportSource> found = Optional.empty();

    private ImportProbe() {}

    /**
     * The format of the first conversation; empty when it was not found soon.
     *
     * @throws DomainException.Invalid when there is none in the file, or the file is made to do harm
     */
    public static Optional<ImportSource> probe(Recording file) throws IOException {
        READING.lock();
        try {
            return new ImportProbe().read(file);
        } finally {
            READING.unlock();
        }
    }

    private Optional<ImportSource> read(Recording file) throws IOException {
        ArchiveLimits usual = ArchiveLimits.DEFAULT;
        try {
            ImportArchive.read(file, usual, report, new Receiver(this::found, FileTaker.DRY, new Far()));
        } catch (Enough enough) {
            if (found.isPresent() || report.skipped() == 0) {
                return found;
            }
        }
        throw new DomainException.Invalid("file", reason());
    }

    private void found(ImportedConversation first) {
        found = Optional.of(first.source());
        throw new Enough();
    }

    private String reason() {
        return report.problems().stream()
                .filter(problem -> problem.why().contains("not supported"))
                .findFirst()
                .or(() -> report.problems().stream().findFirst())
                .map(problem -> "has no conversation that can be read: " + problem.where() + " " + problem.why())
                .orElse("has no conversation that can be read");
    }

    /** Each call stands for no more than a buffer of bytes. */
    private static final class Far implements ReadListener {
        private static final int BUFFER = 8 * 1024;
        private long calls;

        @Override
        public void read(double progress) {
            calls++;
            if (calls > FAR / BUFFER) {
                throw new Enough();
            }
        }
    }
}
