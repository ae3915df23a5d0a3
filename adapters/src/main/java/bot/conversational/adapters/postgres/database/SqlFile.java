package bot.conversational.adapters.postgres.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The statements that are too long for a text block. What several of them share stands in a file of its own, and each
 * names it in a line: {@code -- include conversations/columns.sql}, a path in {@code sql}. This is the only way in
 * which SQL is put together: no statement is edited as text. Other comments stand on lines of their own, too, and are
 * not sent.
 */
public final class SqlFile {

    private static final String COMMENT = "--";
    private static final String INCLUDE = "-- include ";
    private static final Pattern INCLUDED = Pattern.compile("-- include ([\\w/]+)\\.sql");

    /** Enough for a part that has parts. A file that includes itself gets no further either. */
    private static final int MAX_DEPTH = 2;

    private SqlFile() {}

    /**
     * Reads a statement, with what it includes in its place.
     *
     * @param name such as {@code turns/begin}
     * @throws IllegalStateException when the file or one that it includes is missing, or it includes too deep; so a
     *     store with such a statement cannot be made
     */
    public static String read(String name) {
        return StatementNames.ofFile(name, read(name, 0));
    }

    private static String read(String name, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalStateException(name + ".sql is included by a part of a part, or by itself");
        }
        return text(name)
                .lines()
                .map(line -> line(line, depth))
                .filter(line -> !line.isBlank())
                .collect(Collectors.joining("\n"));
    }

    /** What is sent of a line, or nothing of a comment. */
    private static String line(String line, int depth) {
        String stripped = line.strip();
        if (stripped.startsWith(INCLUDE)) {
            Matcher included = INCLUDED.matcher(stripped);
            if (!included.matches()) {
                throw new IllegalStateException("no file can be included by: " + stripped);
            }
            return read(included.group(1), depth + 1);
        }
        return stripped.startsWith(COMMENT) ? "" : line;
    }

    private static String text(String name) {
        String path = "/sql/" + name + ".sql";
        try (InputStream file = SqlFile.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("there is no " + path);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
