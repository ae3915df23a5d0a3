package bot.conversational.adapters.engines;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Signals to a server on this machine, known by its pid file.
 *
 * @param pidFile holds the server's pid in its first line
 * @param start starts the server and returns when it answers
 */
record ProcessControl(Path pidFile, Runnable start) implements EngineControl {

    /** Stopped by a signal or a tracer, or at its end. */
    private static final Set<Character> STOPPED = Set.of('T', 't', 'X', 'Z');

    /** Returns when nothing of the server runs any more: a signal is on its way for a while after it was sent. */
    @Override
    public void pause() {
        signal("STOP");
        await("frozen").pollInterval(Duration.ofMillis(2)).until(this::stands);
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

    private boolean stands() {
        ProcessHandle server = server();
        return Stream.concat(Stream.of(server), server.descendants()).allMatch(process -> stands(process.pid()));
    }

    private static boolean stands(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return threads.allMatch(thread -> STOPPED.contains(state(thread)));
        } catch (IOException ended) {
            return true;
        }
    }

    /** The letter behind the name, which is in parentheses and may hold any character. */
    private static char state(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException ended) {
            return 'X';
        }
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
