package bot.conversational.benchmarks.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Folders of a run.
 *
 * @param root of the project
 */
public record Workspace(Path root) {

    /** A folder for what is thrown away before the next run. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve("benchmarks/target").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path log(String name) {
        return folder("logs").resolve(name + ".log");
    }

    /** The service as the build made it. */
    public Path jar() {
        return root.resolve("application/target/conversational-bot.jar");
    }

    /** A file among the resources, such as {@code sql/copies.sql}. */
    public static String resource(String name) {
        try (InputStream in = Workspace.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalStateException("There is no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same as a file, for tools that want one. */
    public Path resourceFile(String name) {
        return write(name.replace('/', '-'), resource(name));
    }

    public Path write(String name, String text) {
        try {
            return Files.writeString(folder("files").resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
