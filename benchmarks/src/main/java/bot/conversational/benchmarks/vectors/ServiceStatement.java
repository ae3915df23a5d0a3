package bot.conversational.benchmarks.vectors;

import bot.conversational.benchmarks.stack.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The service's statements, for pgbench. */
public final class ServiceStatement {

    private static final String INCLUDE = "-- include ";

    /** What a search may be filtered by and where it goes on, and the type of each; pgbench has no null for its variables. */
    private static final Map<String, String> OPTIONAL = Map.ofEntries(
            Map.entry("role", "text"),
            Map.entry("conversation", "uuid"),
            Map.entry("generatedBy", "text"),
            Map.entry("rating", "text"),
            Map.entry("from", "timestamptz"),
            Map.entry("to", "timestamptz"),
            Map.entry("archived", "boolean"),
            Map.entry("folder", "uuid"),
            Map.entry("tag", "text"),
            Map.entry("afterId", "uuid"),
            Map.entry("afterDistance", "float8"));

    static final String NONE = "-";

    private static final Pattern VARIABLE =
            Pattern.compile("(?<![:\\w]):(" + String.join("|", OPTIONAL.keySet()) + ")\\b(?:::\\w+)?");

    private ServiceStatement() {}

    /** A statement in which each variable that is {@link #NONE} is null. */
    public static String read(Workspace workspace, String name) {
        String statement = VARIABLE.matcher(text(workspace, name))
                .replaceAll(it -> "nullif(:" + it.group(1) + ", '" + NONE + "')::" + OPTIONAL.get(it.group(1)));
        return statement + ";\n";
    }

    private static String text(Workspace workspace, String name) {
        try {
            return Files.readString(workspace.root().resolve("adapters/src/main/resources/sql/" + name))
                    .lines()
                    .map(line -> line.startsWith(INCLUDE)
                            ? text(workspace, line.substring(INCLUDE.length()).strip())
                            : line)
                    .filter(line -> !line.strip().startsWith("--"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
