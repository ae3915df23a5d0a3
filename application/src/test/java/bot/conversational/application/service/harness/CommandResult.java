package bot.conversational.application.service.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How a command of the service ended, and all that it printed. */
public record CommandResult(int exitCode, String output) {

    public static CommandResult run(Path jar, Path folder, Map<String, String> environment, String... arguments) {
        return of(begin(jar, folder, environment, arguments), arguments);
    }

    /**
     * The same with a program that gives the process another look at the machine.
     *
     * @param around that program and its arguments
     */
    public static CommandResult runInside(
            List<String> around, Path jar, Path folder, Map<String, String> environment, String... arguments) {
        return of(begin(around, jar, folder, environment, arguments), arguments);
    }

    private static CommandResult of(Process process, String... arguments) {
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running after a minute: " + List.of(arguments));
            }
            return new CommandResult(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The process, ended with the JVM of the tests at the latest; its input is empty. */
    static Process begin(Path jar, Path folder, Map<String, String> environment, String... arguments) {
        return begin(List.of(), jar, folder, environment, arguments);
    }

    private static Process begin(
            List<String> around, Path jar, Path folder, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(around);
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ClassArchive.use());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public CommandResult endsWith(int expected) {
        assertThat(exitCode).as(output).isEqualTo(expected);
        return this;
    }
}
