package bot.conversational.benchmarks.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** PostgreSQL, Redis and Elasticsearch of the benchmarks' own: on free ports, empty at the start, with the project's settings. */
public final class Engines implements AutoCloseable {

    private final Workspace workspace;
    private final Path data;
    private final Map<String, String> endpoints;

    private Engines(Workspace workspace, Path data, Map<String, String> endpoints) {
        this.workspace = workspace;
        this.data = data;
        this.endpoints = endpoints;
    }

    /**
     * Starts them.
     *
     * @param names of {@code postgresql}, {@code redis}, {@code elasticsearch}
     */
    public static Engines start(Workspace workspace, List<String> names) {
        Path data = workspace.folder("engines");
        if (Files.exists(data.resolve("endpoints.env"))) {
            script(workspace, data, "cleanup-db.sh", "--yes");
        }
        script(
                workspace,
                data,
                "start-db.sh",
                "--free-ports",
                "--only",
                String.join(",", names),
                "--until-pid",
                String.valueOf(ProcessHandle.current().pid()),
                "--quiet");
        try (Stream<String> lines = Files.lines(data.resolve("endpoints.env"))) {
            Map<String, String> endpoints = new HashMap<>();
            lines.map(line -> line.split("=", 2))
                    .filter(pair -> pair.length == 2)
                    .forEach(pair -> endpoints.put(pair[0], pair[1]));
            return new Engines(workspace, data, Map.copyOf(endpoints));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The variables that tell the service where they are. */
    public Map<String, String> environment() {
        return endpoints;
    }

    public String value(String variable) {
        String value = endpoints.get(variable);
        if (value == null) {
            throw new IllegalStateException("the engines do not say " + variable);
        }
        return value;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + value("POSTGRES_PORT") + "/" + database;
    }

    /** The same for PostgreSQL's own programs. */
    public String uri(String database) {
        return "postgresql://" + value("POSTGRES_USER") + "@127.0.0.1:" + value("POSTGRES_PORT") + "/" + database;
    }

    public Connection connect(String database) {
        try {
            return DriverManager.getConnection(
                    jdbcUrl(database), value("POSTGRES_USER"), endpoints.getOrDefault("POSTGRES_PASSWORD", ""));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void createDatabase(String name) {
        execute("postgres", "create database " + name);
    }

    public void execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a statement that takes longer than the server lets transactions take. */
    public void executePatiently(String database, String sql, Object... values) {
        try (Connection connection = connect(database)) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local transaction_timeout = 0");
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                statement.executeUpdate();
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public UnifiedJedis redis() {
        return RedisClient.create("127.0.0.1", Integer.parseInt(value("REDIS_PORT")));
    }

    /** The process of an engine, whose children are part of it. */
    public long pid(String engine) {
        try {
            return Long.parseLong(Files.readString(data.resolve(engine).resolve("pid"))
                    .strip()
                    .split("\\s+")[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        script(workspace, data, "stop-db.sh");
    }

    private static void script(Workspace workspace, Path data, String name, String... arguments) {
        List<String> command = Stream.concat(
                        Stream.of(
                                workspace.root().resolve("infra").resolve(name).toString()),
                        Stream.of(arguments))
                .toList();
        ChildProcess.run(workspace.log(name), workspace.root(), Map.of("DATA_DIR", data.toString()), command);
    }
}
