package bot.conversational.application.packaging;

import static bot.conversational.application.packaging.ShippedFile.ROOT;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs scripts and programs of this machine. */
final class HostTools {

    private HostTools() {}

    /** How a program ended, and all that it printed. */
    record Ended(int status, String said) {}

    static Ended run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    static Ended run(String... command) throws IOException, InterruptedException {
        return run(Map.of(), List.of(command));
    }

    static boolean isThere(String program) throws IOException, InterruptedException {
        return run("bash", "-c", "command -v " + program).status() == 0;
    }
}
