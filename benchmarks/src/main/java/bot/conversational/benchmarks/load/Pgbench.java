package bot.conversational.benchmarks.load;

import bot.conversational.benchmarks.stack.ChildProcess;
import bot.conversational.benchmarks.stack.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** pgbench: one prepared statement, over and over. */
public final class Pgbench implements Load {

    private final Workspace workspace;

    public Pgbench(Workspace workspace) {
        this.workspace = workspace;
    }

    /** The target's script is a file of SQL, its values are the variables in it. */
    @Override
    public Wrk.Seen round(Target target, int connections, int seconds) {
        Path folder = workspace.folder("pgbench");
        List<String> command = new ArrayList<>(List.of(
                "pgbench", "--no-vacuum", "--protocol=prepared", "--client=" + connections, "--time=" + seconds));
        command.addAll(List.of("--log", "--log-prefix=" + folder.resolve("took"), "--file=" + target.script()));
        target.values().forEach((name, value) -> command.add("--define=" + name + "=" + value));
        command.add(target.url());
        ChildProcess.run(workspace.log("pgbench"), workspace.root(), Map.of(), command);
        double[] micros = took(folder);
        return new Wrk.Seen(
                micros.length, 0, seconds, at(micros, 0.5) / 1e3, at(micros, 0.99) / 1e3, at(micros, 1) / 1e3);
    }

    /** Sorted. A line is {@code client number MICROSECONDS ...}; the files are thrown away. */
    private static double[] took(Path folder) {
        try (Stream<Path> logs = Files.list(folder)) {
            List<Path> files = logs.toList();
            List<String> lines = new ArrayList<>();
            for (Path file : files) {
                lines.addAll(Files.readAllLines(file));
                Files.delete(file);
            }
            return lines.stream()
                    .mapToDouble(line -> Double.parseDouble(line.split(" ")[2]))
                    .sorted()
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double at(double[] sorted, double share) {
        if (sorted.length == 0) {
            throw new IllegalStateException("pgbench did nothing");
        }
        return sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))];
    }
}
