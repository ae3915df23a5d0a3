package bot.conversational.application.scratch;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Temporary files with names, few at a time. Those of a process that was killed are deleted by the next one that looks.
 */
public final class ScratchFiles {

    /** Files that are received at once; one more is for the import that runs. */
    private static final int RECEIVED = 4;

    /** For which somebody waits whose file would be one too many. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Pattern NAME = Pattern.compile("conversational-bot-import-(\\d+)-.*");

    private static final List<OpenOption> USUAL = List.of(StandardOpenOption.READ, StandardOpenOption.WRITE);

    private final Path folder;
    private final Duration patience;
    private final List<OpenOption> how;
    private final Semaphore room = new Semaphore(RECEIVED, true);
    private final Set<UserId> receiving = ConcurrentHashMap.newKeySet();
    private final Set<Path> used = ConcurrentHashMap.newKeySet();

    public ScratchFiles() {
        this(Path.of(System.getProperty("java.io.tmpdir")), PATIENCE);
    }

    ScratchFiles(Path folder, Duration patience) {
        this(folder, patience, USUAL);
    }

    /** @param how files are opened that were just made */
    ScratchFiles(Path folder, Duration patience, List<OpenOption> how) {
        this.folder = folder;
        this.patience = patience;
        this.how = how;
    }

    /**
     * One for a file that is received. Waits a little while there are too many.
     *
     * @throws DomainException.Conflict when one of the same user's is being received: nobody may hold all the room
     * @throws DomainException.Unavailable when there still are too many, or the disk has no room
     */
    public NamedScratchFile forReceiving(UserId user) {
        if (!receiving.add(user)) {
            throw new DomainException.Conflict("Another file of yours is being received.");
        }
        try {
            awaitRoom();
        } catch (DomainException full) {
            receiving.remove(user);
            throw full;
        }
        Runnable received = () -> {
            room.release();
            receiving.remove(user);
        };
        try {
            return create(received);
        } catch (DomainException failed) {
            received.run();
            throw failed;
        }
    }

    private void awaitRoom() {
        try {
            if (room.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new DomainException.Unavailable("Too many files are being received.", null);
    }

    /** One for the import that runs. */
    public NamedScratchFile forImport() {
        return create(() -> {});
    }

    private NamedScratchFile create(Runnable closed) {
        try {
            long process = ProcessHandle.current().pid();
            Path path = Files.createTempFile(folder, "conversational-bot-import-" + process + "-", null);
            used.add(path);
            return new NamedScratchFile(path, open(path), () -> {
                used.remove(path);
                closed.run();
            });
        } catch (IOException e) {
            throw ScratchFile.unavailable(e);
        }
    }

    private FileChannel open(Path made) throws IOException {
        try {
            return ScratchFile.open(made, how.toArray(OpenOption[]::new));
        } catch (IOException failed) {
            used.remove(made);
            throw failed;
        }
    }

    /** Files that this process has open. */
    int inUse() {
        return used.size();
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
