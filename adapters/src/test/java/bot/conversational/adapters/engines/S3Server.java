package bot.conversational.adapters.engines;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A server that speaks S3, see {@code checks/s3}. Its files are in a folder. */
final class S3Server implements AutoCloseable {

    private static final String ACCOUNT = "S3RVER";
    private static final String BUCKET = "backups";

    private final Process server;
    private final int port;
    private final Path folder;

    private S3Server(Process server, int port, Path folder) {
        this.server = server;
        this.port = port;
        this.folder = folder;
    }

    /** Empty where it cannot be had, such as without Node; the log then says why. */
    static Optional<S3Server> start(Path folder, Path log) throws IOException {
        int port = freePort();
        Process server = new ProcessBuilder(
                        NativeEngines.projectRoot()
                                .resolve("checks/s3/serve.sh")
                                .toString(),
                        Integer.toString(port),
                        folder.toString(),
                        BUCKET)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        // Fetched at the first time
        await().atMost(Duration.ofMinutes(3)).until(() -> !server.isAlive() || answers(port));
        return server.isAlive() ? Optional.of(new S3Server(server, port, folder)) : Optional.empty();
    }

    /** What the scripts need to know. */
    Map<String, String> settings() {
        return Map.of(
                "S3_ENDPOINT",
                "http://127.0.0.1:" + port,
                "AWS_ACCESS_KEY_ID",
                ACCOUNT,
                "AWS_SECRET_ACCESS_KEY",
                ACCOUNT);
    }

    String place(String prefix) {
        return "s3://" + BUCKET + "/" + prefix;
    }

    /** The file in which it keeps an object. */
    Path object(String name) {
        return folder.resolve(BUCKET).resolve(name + "._S3rver_object");
    }

    /** A folder of objects. */
    Path objects(String prefix) throws IOException {
        return Files.createDirectories(folder.resolve(BUCKET).resolve(prefix));
    }

    @Override
    public void close() throws IOException {
        server.destroy();
        try {
            server.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
