package bot.conversational.application.service.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * The service's classes as the JVM shares them between processes. Loading them takes most of a start, and the tests start
 * the service scores of times; a node that ends writes down what it had loaded, and all later ones begin with that.
 */
final class ClassArchive {

    private static final Path FILE = Deployment.logs().resolve("classes.jsa");

    private ClassArchive() {}

    /** The options that make a JVM use the archive, once there is one; a JVM that cannot goes on without, silently. */
    static List<String> use() {
        return Files.exists(FILE) ? List.of("-XX:SharedArchiveFile=" + FILE, "-Xlog:disable") : List.of();
    }

    /** @param node starts a node of the jar with the options it is given */
    static void make(Path jar, Function<List<String>, ServiceProcess> node) {
        try {
            if (Files.exists(FILE) && Files.getLastModifiedTime(FILE).compareTo(Files.getLastModifiedTime(jar)) > 0) {
                return;
            }
            Files.deleteIfExists(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (ServiceProcess first = node.apply(List.of("-XX:ArchiveClassesAtExit=" + FILE))) {
            Api user = first.awaitReady().api().asNewUser();
            user.say(user.newConversation(), "Good morning!").expect(201);
        }
    }
}
