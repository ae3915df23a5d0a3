package bot.conversational.benchmarks.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Other services with the same turn on the same PostgreSQL and Redis: a folder with {@code schema.sql}, {@code seed.py} and
 * a folder for each peer, whose {@code run.sh PORT VARIANT} runs it in the foreground.
 */
public final class Peers implements AutoCloseable {

    private static final String DATABASE = "peers";

    /** A peer and where it answers. */
    public record Peer(String name, ChildProcess process, int port) {}

    private final Workspace workspace;
    private final Engines engines;
    private final Path folder;
    private final List<Peer> started = new ArrayList<>();

    private Peers(Workspace workspace, Engines engines, Path folder) {
        this.workspace = workspace;
        this.engines = engines;
        this.folder = folder;
    }

    /** Copies the folder, in which a peer may build itself, and fills both stores. Empties Redis. */
    public static Peers install(Workspace workspace, Engines engines, Path source) {
        Path folder = workspace.folder("peers");
        copy(source, folder);
        engines.createDatabase(DATABASE);
        try (Connection connection = engines.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            // One by one: VACUUM cannot be among others.
            for (String sql : Files.readString(folder.resolve("schema.sql")).split(";")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("the peers' schema", e);
        }
        Path seed = folder.resolve("redis.resp");
        ChildProcess.run(
                workspace.log("seed"),
                folder,
                Map.of(),
                List.of("sh", "-c", "/usr/bin/python3 seed.py > " + seed.getFileName()));
        send(seed, Integer.parseInt(engines.value("REDIS_PORT")));
        return new Peers(workspace, engines, folder);
    }

    /**
     * Starts a peer and waits until it answers.
     *
     * @param variant what its run.sh knows
     */
    public Peer start(String peer, String variant) {
        int port = ChildProcess.freePort();
        String user = engines.value("POSTGRES_USER");
        String password = engines.environment().getOrDefault("POSTGRES_PASSWORD", "");
        String postgres = "127.0.0.1:" + engines.value("POSTGRES_PORT") + "/" + DATABASE;
        Map<String, String> values = Map.of(
                "SERVER_TOMCAT_MAX_CONNECTIONS",
                "20000",
                "PEER_PG",
                "postgresql://" + user + ":" + password + "@" + postgres,
                "PEER_REDIS",
                "redis://127.0.0.1:" + engines.value("REDIS_PORT") + "/0",
                "SPRING_DATASOURCE_URL",
                "jdbc:postgresql://" + postgres,
                "SPRING_DATASOURCE_USERNAME",
                user,
                "SPRING_DATASOURCE_PASSWORD",
                password,
                "SPRING_DATA_REDIS_PORT",
                engines.value("REDIS_PORT"),
                "JAVA_HOME",
                System.getProperty("java.home"));
        String name = peer + " " + variant;
        ChildProcess process = ChildProcess.start(
                        workspace.log(name.replace(' ', '-')),
                        folder,
                        values,
                        List.of(folder.resolve(peer).resolve("run.sh").toString(), String.valueOf(port), variant))
                .awaitAnswer("http://127.0.0.1:" + port + "/json", true, Duration.ofMinutes(2));
        Peer running = new Peer(name, process, port);
        started.add(running);
        return running;
    }

    /** A line "PATH TOKEN" for each of the conversations that were filled in. */
    public Path targets() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            String number = "%012d".formatted(i);
            lines.append("/v1/conversations/0198c0de-0000-7000-8000-")
                    .append(number)
                    .append("/messages ")
                    .append(number)
                    .append('\n');
        }
        return workspace.write("peers-targets.txt", lines.toString());
    }

    @Override
    public void close() {
        started.forEach(peer -> peer.process().close());
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                if (!Files.exists(copy)) {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a file of commands to Redis and waits for all answers. */
    private static void send(Path commands, int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Thread answers = Thread.ofVirtual().start(() -> drain(socket));
            OutputStream out = socket.getOutputStream();
            Files.copy(commands, out);
            out.write("QUIT\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            out.flush();
            answers.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void drain(Socket socket) {
        try (InputStream in = socket.getInputStream()) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            // Redis has hung up, which ends the answers
        }
    }
}
