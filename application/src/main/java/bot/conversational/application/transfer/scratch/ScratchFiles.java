package bot.conversational.application.transfer.scratch;

import bot.conversational.domain.shared.DomainException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Temporary files, few at a time. A zip is opened by its path, so they have names: those of a process that was killed are
 * deleted by the next one that looks.
 */
public final class ScratchFiles {

    /** Files that are received at once; one more is for the import that runs. */
    private static final int RECEIVED = 4;

    private static final Pattern NAME = Pattern.compile("conversational-bot-import-(\\d+)-.*");

    private final Path folder;
    private final Semaphore room = new Semaphore(RECEIVED);
    private final Set<Path> used = ConcurrentHashMap.newKeySet();

    public ScratchFiles() {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    ScratchFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * One for a file that is received.
     *
     * @throws DomainException.Unavailable when there are too many, or the disk has no room
     */
    public ScratchFile forReceiving() {
        if (!room.tryAcquire()) {
            throw new DomainException.Unavailable("Too many files are being received.", null);
        }
        try {
            return create(room::release);
        } catch (DomainException failed) {
            room.release();
            throw failed;
        }
    }

    /** One for the import that runs. */
    public ScratchFile forImport() {
        return create(() -> {});
    }

    private ScratchFile create(Runnable closed) {
        try {
            long process = ProcessHandle.current().pid();
            Path path = Files.createTempFile(folder, "conversational-bot-import-" + process + "-", null);
            used.add(path);
            return new ScratchFile(path, () -> {
                used.remove(path);
                closed.run();
            });
        } catch (IOException e) {
            throw new DomainException.Unavailable("There is no disk for the file.", e);
        }
    }

    /** Deletes those of processes that are no more. */
    public void deleteLeft() {
        for (Path left : left()) {
            delete(left);
        }
    }

    private List<Path> left() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(this::isLeft).toList();
        } catch (IOException e) {
            throw new DomainException.Unavailable("The folder of temporary files cannot be read.", e);
        }
    }

    private boolean isLeft(Path path) {
        Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
        if (!name.matches() || used.contains(path)) {
            return false;
        }
        long process = Long.parseLong(name.group(1));
        return process == ProcessHandle.current().pid()
                || ProcessHandle.of(process).isEmpty();
    }

    static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new DomainException.Unavailable("A temporary file cannot be deleted.", e);
        }
    }
}
