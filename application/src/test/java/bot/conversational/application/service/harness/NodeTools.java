package bot.conversational.application.service.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Tools that a folder of {@code checks} names, installed in {@code target} by npm, which keeps what it once fetched. */
public final class NodeTools {

    private static final String LOCK = "package-lock.json";
    private static final int MINUTES = 5;

    private final Path sources;
    private final Path folder;

    /** What a program said, with its status. */
    private record Output(int status, String text) {}

    /**
     * @param sources with their {@code package.json}
     * @param folder that they are installed in
     */
    public NodeTools(String sources, String folder) {
        this.sources = Deployment.root().resolve(sources);
        this.folder = Deployment.root().resolve(folder);
    }

    /** Where they run. */
    public Path folder() {
        return folder;
    }

    /** Why they cannot be had; empty when they are there. */
    public String install() {
        try {
            Files.createDirectories(folder);
            boolean known = Files.exists(folder.resolve("node_modules"))
                    && Files.exists(folder.resolve(LOCK))
                    && Files.mismatch(sources.resolve(LOCK), folder.resolve(LOCK)) < 0;
            copy();
            if (!isThere("node") || !isThere("npm")) {
                return "Node is not installed";
            }
            Output installed = known ? new Output(0, "") : start(List.of("npm", "ci", "--prefer-offline"));
            return installed.status == 0 ? "" : "npm cannot install them: " + installed.text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy() throws IOException {
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private boolean isThere(String program) {
        try {
            return start(List.of(program, "--version")).status == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /** Runs one of the tools; fails unless it succeeds. */
    public String run(String tool, String... arguments) {
        return succeed(folder.resolve("node_modules/.bin").resolve(tool).toString(), arguments);
    }

    /** Runs a script. */
    public String node(String... arguments) {
        return succeed("node", arguments);
    }

    private String succeed(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        try {
            Output output = start(command);
            if (output.status != 0) {
                throw new AssertionError(program + " ended with " + output.status + ":\n" + output.text);
            }
            return output.text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Output start(List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("REDOCLY_TELEMETRY", "off");
        builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError(command + " does not end");
            }
            return new Output(process.exitValue(), text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroy();
        }
    }
}
