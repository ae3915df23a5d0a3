package bot.conversational.application.service.edges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Prometheus' own checker, from Debian's package {@code prometheus}: 96 MB, so that it is used only where it is. */
final class Promtool {

    private final Path program;

    private Promtool(Path program) {
        this.program = program;
    }

    /** That of {@code PROMTOOL} or the path; without one the test is skipped. */
    static Promtool find() {
        Optional<Path> found = Optional.ofNullable(System.getenv("PROMTOOL"))
                .map(Path::of)
                .or(() -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, "promtool"))
                        .filter(Files::isExecutable)
                        .findFirst());
        assumeThat(found).as("promtool").isPresent();
        return new Promtool(found.orElseThrow());
    }

    /** Runs it, and fails with what it prints if it finds a fault. */
    void passes(String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
