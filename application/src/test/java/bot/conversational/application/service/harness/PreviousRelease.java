package bot.conversational.application.service.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/**
 * The release before this one, as {@code release/previous.sh} makes it.
 *
 * @param configuration its own {@code config.yml}: a version refuses keys that it does not know
 */
public record PreviousRelease(Path jar, Path configuration) {

    private static final int NOT_IN_THIS_CLONE = 3;

    /** Skips the test in a clone without history. */
    public static PreviousRelease find() {
        ProcessBuilder script = new ProcessBuilder(
                        Deployment.root().resolve("release/previous.sh").toString())
                .redirectErrorStream(true);
        try {
            Process process = script.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int status = process.waitFor();
            if (status == NOT_IN_THIS_CLONE) {
                throw new TestAbortedException(said);
            }
            if (status != 0) {
                throw new IllegalStateException(said);
            }
            Path folder = Path.of(said.substring(said.lastIndexOf('\n') + 1));
            return new PreviousRelease(folder.resolve("conversational-bot.jar"), folder.resolve("config.yml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
