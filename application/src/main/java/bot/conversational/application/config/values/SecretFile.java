package bot.conversational.application.config.values;

import bot.conversational.application.startup.CannotServe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file with one secret in it, as orchestrators mount them.
 *
 * @param name the variable that it stands for
 */
record SecretFile(String name, Path path) {

    /** What the variable that names the file has behind the name of the secret's. */
    static final String SUFFIX = "_FILE";

    /** Whether this variable is a secret's, and so may be in a file. */
    static boolean isFor(String name) {
        return name.endsWith("_PASSWORD") || name.endsWith("_KEY");
    }

    /**
     * The secret. The end of the file's last line is none of it.
     *
     * @throws CannotServe when the file cannot be read, without a word of what it holds
     */
    String read() {
        try {
            return Files.readString(path).replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw new CannotServe(name + SUFFIX + " names a file that cannot be read: " + path);
        }
    }
}
