package bot.conversational.benchmarks.stack;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A main class of this module in a process of its own, so that its CPU is told apart from everything else. */
public final class Program {

    private Program() {}

    /**
     * Starts it.
     *
     * @param log named after what runs
     */
    public static ChildProcess start(Workspace workspace, String log, Class<?> main, String heap, String... arguments) {
        return ChildProcess.start(workspace.log(log), workspace.root(), Map.of(), command(main, heap, arguments));
    }

    /** Runs it to its end and returns what it printed. */
    public static String run(Workspace workspace, String log, Class<?> main, String heap, String... arguments) {
        return ChildProcess.run(workspace.log(log), workspace.root(), Map.of(), command(main, heap, arguments));
    }

    private static List<String> command(Class<?> main, String heap, String... arguments) {
        return Stream.concat(
                        Stream.of(
                                Service.java(),
                                "-Xmx" + heap,
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()),
                        Stream.of(arguments))
                .toList();
    }
}
