package bot.conversational.benchmarks.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An installation of the service: a database of its own on the engines, and nodes with the JVM's options of infra/start.sh. */
public final class Service {

    private final Workspace workspace;
    private final Map<String, String> environment;

    private Service(Workspace workspace, Map<String, String> environment) {
        this.workspace = workspace;
        this.environment = environment;
    }

    /** A node and where it answers. */
    public record Node(ChildProcess process, String url, int port, int adminPort) implements AutoCloseable {
        public long pid() {
            return process.pid();
        }

        /** For how long its JVM has compiled, by its own count. */
        public double secondsCompiled() {
            return new Api("http://127.0.0.1:" + adminPort)
                    .text("/metrics", "")
                    .lines()
                    .filter(line -> line.startsWith("jvm_compilation_time_seconds_total "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public void close() {
            process.close();
        }
    }

    /** Makes the database and migrates it. */
    public static Service install(Workspace workspace, Engines engines, String database, Map<String, String> values) {
        engines.createDatabase(database);
        Map<String, String> environment = new HashMap<>(engines.environment());
        environment.put("POSTGRES_DB", database);
        environment.put("ELASTICSEARCH_INDEX_PREFIX", database);
        environment.put("LOG_LEVEL", "INFO");
        environment.put("OFFLINE_WORDS_PER_SECOND", "0"); // the instant model
        environment.put("CONNECTIONS_MAX", "0"); // all callers have one address
        environment.put("CONNECTIONS_PER_ADDRESS", "0");
        environment.put("REGISTER_ADDRESS_PER_MINUTE", "0");
        environment.put("REGISTER_ADDRESS_PER_DAY", "0");
        environment.putAll(values);
        Service service = new Service(workspace, environment);
        service.command("db", "migrate", "config.yml");
        return service;
    }

    /** The same installation for nodes that have one setting else. */
    public Service with(String variable, String value) {
        Map<String, String> values = new HashMap<>(environment);
        values.put(variable, value);
        return new Service(workspace, values);
    }

    /** Runs a command of the jar to its end. */
    public void command(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(java(), "-jar", workspace.jar().toString()));
        command.addAll(List.of(arguments));
        ChildProcess.run(workspace.log(arguments[0]), workspace.root(), environment, command);
    }

    /** Starts a node and waits until it is ready. */
    public Node start(String heap, String... options) {
        int port = ChildProcess.freePort();
        int adminPort = ChildProcess.freePort();
        Map<String, String> values = new HashMap<>(environment);
        values.put("SERVER_PORT", String.valueOf(port));
        values.put("ADMIN_PORT", String.valueOf(adminPort));
        List<String> command = new ArrayList<>(List.of(
                java(), "-Xms" + heap, "-Xmx" + heap, "@" + workspace.root().resolve("infra/jvm.options")));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", workspace.jar().toString(), "server", "config.yml"));
        String url = "http://127.0.0.1:" + port;
        ChildProcess process = ChildProcess.start(workspace.log("node-" + port), workspace.root(), values, command)
                .awaitAnswer(url + "/health-check?type=ready", true, Duration.ofMinutes(1));
        return new Node(process, url, port, adminPort);
    }

    /** Has {@code infra/learn.sh} make the jar's ahead-of-time cache; gives the options of a node that uses it. */
    public String[] learn() {
        Map<String, String> values =
                Map.of("DATA_DIR", workspace.folder("files").toString(), "JAVA_HOME", System.getProperty("java.home"));
        ChildProcess.run(workspace.log("learn"), workspace.root(), values, List.of("infra/learn.sh"));
        return new String[] {"-XX:AOTCache=" + workspace.jar() + ".aot"};
    }

    public String database() {
        return environment.getOrDefault("POSTGRES_DB", "");
    }

    static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }
}
