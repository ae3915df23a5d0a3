package bot.conversational.adapters.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a script of {@code infra} ended.
 *
 * @param output all that it printed
 */
record InfraScript(int exitCode, String output) {

    /**
     * Engines of a test's own.
     *
     * @param folder where they keep their data, and scripts their output
     * @param always what each script's environment has
     */
    record Instance(Path folder, Map<String, String> always) {

        Instance(Path folder) {
            this(folder, Map.of());
        }

        /** Runs a script to its end. */
        InfraScript run(Map<String, String> settings, String name, String... arguments)
                throws IOException, InterruptedException {
            Path output = Files.createTempFile(folder, name, ".log");
            int status = begin(settings, output, name, arguments).waitFor();
            return new InfraScript(status, Files.readString(output));
        }

        InfraScript run(String name, String... arguments) throws IOException, InterruptedException {
            return run(Map.of(), name, arguments);
        }

        /** Runs a script to its end whose programs can write no file larger than that. */
        InfraScript runWithFilesOf(int kilobytes, String name, String... arguments)
                throws IOException, InterruptedException {
            Path output = Files.createTempFile(folder, name, ".log");
            String limited = "trap '' XFSZ; ulimit -f " + kilobytes + "; exec \"$@\"";
            List<String> command = new ArrayList<>(List.of("bash", "-c", limited, "bash", script(name)));
            command.addAll(List.of(arguments));
            int status = begin(Map.of(), output, command).waitFor();
            return new InfraScript(status, Files.readString(output));
        }

        /** Starts a script whose output goes to a file: servers that keep an inherited pipe open would hold its reader. */
        Process begin(Map<String, String> settings, Path output, String name, String... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of(script(name)));
            command.addAll(List.of(arguments));
            return begin(settings, output, command);
        }

        private static String script(String name) {
            return NativeEngines.projectRoot().resolve("infra").resolve(name).toString();
        }

        /** It can be interrupted, also where this JVM runs in the background of a shell, which ignores that signal. */
        private Process begin(Map<String, String> settings, Path output, List<String> command) throws IOException {
            ProcessBuilder builder = new ProcessBuilder("env", "--default-signal=INT");
            builder.command().addAll(command);
            builder.environment().put("DATA_DIR", data().toString());
            builder.environment().putAll(always);
            builder.environment().putAll(settings);
            return builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        }

        /** A connection to the service's database. */
        Connection connect(String password) throws IOException, SQLException {
            return DriverManager.getConnection(jdbcUrl(), endpoints().get("POSTGRES_USER"), password);
        }

        /** Where the service's database is. */
        String jdbcUrl() throws IOException {
            Map<String, String> at = endpoints();
            return "jdbc:postgresql://localhost:" + at.get("POSTGRES_PORT") + "/" + at.get("POSTGRES_DB");
        }

        /** @param name of an engine's port, such as {@code REDIS_PORT} */
        int port(String name) throws IOException {
            return Integer.parseInt(endpoints().getOrDefault(name, ""));
        }

        private Map<String, String> endpoints() throws IOException {
            Map<String, String> at = new HashMap<>();
            for (String line : Files.readAllLines(data().resolve("endpoints.env"))) {
                List<String> pair = List.of(line.split("=", 2));
                at.put(pair.getFirst(), pair.getLast());
            }
            return at;
        }

        /** The engines' files. */
        Path data() {
            return folder.resolve("data");
        }
    }
}
