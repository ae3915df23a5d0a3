package bot.conversational.application.service.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prometheus' own checker, of Debian's package {@code prometheus}. */
public final class Promtool {

    private final Path program;

    private Promtool(Path program) {
        this.program = program;
    }

    /** Finds it; where there is none to be had the test is skipped. */
    public static Promtool find() {
        return new Promtool(DebianProgram.find("prometheus", "promtool"));
    }

    /** Runs it, and fails with what it prints if it finds a fault. */
    public void passes(String input, String... arguments) throws IOException, InterruptedException {
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
