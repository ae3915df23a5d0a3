package bot.conversational.application.service.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Function;

/**
 * The service's classes as the JVM shares them between processes. Loading them takes most of a start, and the tests start
 * the service scores of times; a node that ends writes down what it had loaded, and all later ones begin with that, those of
 * the other JVMs that test, too.
 */
final class ClassArchive {

    private static final Path FILE = Deployment.logs().resolveSibling("classes.jsa");

    private ClassArchive() {}

    /** The options that make a JVM use the archive, once there is one; a JVM that cannot goes on without, silently. */
    static List<String> use() {
        return Files.exists(FILE) ? List.of("-XX:SharedArchiveFile=" + FILE, "-Xlog:disable") : List.of();
    }

    /** @param node starts a node of the jar with the options it is given */
    static void make(Path jar, Function<List<String>, ServiceProcess> node) {
        Path lock = FILE.resolveSibling("classes.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock others = channel.lock()) {
            if (!Files.exists(FILE) || Files.getLastModifiedTime(FILE).compareTo(Files.getLastModifiedTime(jar)) <= 0) {
                write(node);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Under another name until it is whole: others may look for it at any time. */
    private static void write(Function<List<String>, ServiceProcess> node) throws IOException {
        Path unfinished = FILE.resolveSibling("classes.unfinished");
        Files.deleteIfExists(FILE);
        Files.deleteIfExists(unfinished);
        try (ServiceProcess first = node.apply(List.of("-XX:ArchiveClassesAtExit=" + unfinished))) {
            Api user = first.awaitReady().api().asNewUser();
            user.say(user.newConversation(), "Good morning!").expect(201);
        }
        if (Files.exists(unfinished)) {
            Files.move(unfinished, FILE, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
