package bot.conversational.adapters.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Signals to a server on this machine, known by its pid file.
 *
 * @param pidFile holds the server's pid in its first line
 * @param start starts the server and returns when it answers
 */
record ProcessPower(Path pidFile, Runnable start) implements Power {

    @Override
    public void pause() {
        signal("STOP");
    }

    @Override
    public void resume() {
        signal("CONT");
    }

    @Override
    public void kill() {
        signal("KILL");
    }

    @Override
    public void restart() {
        start.run();
    }

    /** The server first, so that it makes no further children, then the children: PostgreSQL's do the answering. */
    private void signal(String name) {
        ProcessHandle server = server();
        send(name, Stream.of(server));
        send(name, server.descendants());
    }

    private ProcessHandle server() {
        try (Stream<String> lines = Files.lines(pidFile)) {
            long pid = Long.parseLong(lines.findFirst().orElse("").strip());
            return ProcessHandle.of(pid)
                    .orElseThrow(() -> new IllegalStateException(pidFile + " names a process that is gone"));
        } catch (IOException | NumberFormatException e) {
            throw new IllegalStateException("There is no pid in " + pidFile, e);
        }
    }

    private static void send(String name, Stream<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "kill -s " + name + " \"$@\"", "sh"));
        processes.map(ProcessHandle::pid).map(String::valueOf).forEach(command::add);
        if (command.size() == 4) {
            return;
        }
        try {
            // Its status says nothing: a child may end between being listed and being signalled.
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot send " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sending " + name, e);
        }
    }
}
