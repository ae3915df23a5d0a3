package bot.conversational.application.packaging;

import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A node that a shipped script runs, which ends with the test at the latest. */
final class StartedScript implements AutoCloseable {

    private static final Duration SOON = Duration.ofMinutes(2);

    private final Process process;
    private final Path log;
    private final Api api;
    private final int port;

    /** @param folder that the script is called in */
    StartedScript(Path folder, Path log, Map<String, String> environment, List<String> command) throws IOException {
        port = FreePorts.one();
        this.log = log;
        api = new Api("http://127.0.0.1:" + port);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        builder.environment().put("ADMIN_PORT", String.valueOf(FreePorts.one()));
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /** Waits until the node is ready, registers, and has a question answered. */
    void use() {
        await("ready, see " + log).atMost(SOON).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("it ended: " + said());
            }
            return health("ready") == 0;
        });
        String email = "user-" + UUID.randomUUID() + "@example.com";
        api.post("/api/v1/users", Map.of("email", email, "password", Api.PASSWORD))
                .expect(201);
        Api user = api.logIn(email);
        user.say(user.newConversation(), "Good morning!").expect(201);
    }

    /** What the script of the image says of the node. */
    int health(String type) throws IOException, InterruptedException {
        return HostTools.run(Map.of("SERVER_PORT", String.valueOf(port)), List.of("infra/health.sh", type))
                .status();
    }

    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM to the JVM; returns the script's status. */
    int endNode() throws InterruptedException {
        process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/java"))
                .forEach(ProcessHandle::destroy);
        return awaitEnd();
    }

    /** SIGTERM to the script; returns its status. */
    int end() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    private int awaitEnd() throws InterruptedException {
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("it does not end, see " + log);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
