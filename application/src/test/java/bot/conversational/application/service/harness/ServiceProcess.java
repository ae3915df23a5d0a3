package bot.conversational.application.service.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A node of the service in a process of its own, ended with the JVM of the tests at the latest. */
public final class ServiceProcess implements Node {

    private final ProcessBuilder command;
    private final Process process;
    private final Path log;
    private final int port;
    private final int adminPort;
    private final Accounts accounts;

    private ServiceProcess(ProcessBuilder command, Path log, int port, int adminPort, Accounts accounts) {
        this.command = command;
        this.accounts = accounts;
        this.log = log;
        this.port = port;
        this.adminPort = adminPort;
        try {
            process = command.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** @param options of the JVM */
    public static ServiceProcess start(
            Path jar, String configuration, Map<String, String> environment, List<String> options) {
        int port = FreePorts.one();
        int adminPort = FreePorts.one();
        Path log = Deployment.logs().resolve("node-" + port + ".log");
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(options);
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Dguice_bytecode_gen_option=DISABLED",
                "-jar",
                jar.toString(),
                "server",
                configuration));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Deployment.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        builder.environment().put("ADMIN_PORT", String.valueOf(adminPort));
        return new ServiceProcess(builder, log, port, adminPort, Accounts.of(environment));
    }

    /** Ends it in good order and starts it again at the same ports. */
    public ServiceProcess restart() {
        close();
        return new ServiceProcess(command, log, port, adminPort, accounts).awaitReady();
    }

    /** The same with another version of the service. */
    ServiceProcess restartAs(Path jar, String configuration) {
        List<String> as = new ArrayList<>(command.command());
        int place = as.indexOf("-jar") + 1;
        as.set(place, jar.toString());
        as.set(place + 2, configuration);
        command.command(as);
        return restart();
    }

    ServiceProcess awaitReady() {
        awaitReady(log.toString(), () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the service ended: " + log());
            }
        });
        return this;
    }

    @Override
    public Api api() {
        return new Api("http://127.0.0.1:" + port, accounts);
    }

    @Override
    public Api admin() {
        return new Api("http://127.0.0.1:" + adminPort);
    }

    @Override
    public int port() {
        return port;
    }

    /** All that the node has logged so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: no chance to tidy up. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM, without waiting for what comes of it. */
    public void terminate() {
        process.destroy();
    }

    /** SIGSTOP, SIGCONT and the like. */
    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** SIGTERM, and waits for the end. */
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the service did not end, see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
