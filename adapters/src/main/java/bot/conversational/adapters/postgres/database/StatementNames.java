package bot.conversational.adapters.postgres.database;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a statement for its timer: {@code postgresql.FOLDER.FILE} when it comes from a {@link SqlFile}, such as
 * {@code postgresql.turns.begin}, else {@code postgresql.TABLE.VERB}, such as {@code postgresql.sessions.select}.
 * Statements of one verb on one table share a name.
 *
 * <p>Our statements are constants that bind what they are about, so there are as many names as statements at most. A
 * text beyond {@link #MOST} would break that rule; it is {@link #OTHER}, so that the metrics cannot grow without end.
 */
public final class StatementNames {

    /** More than twice the statements that there are. */
    static final int MOST = 200;

    static final String OTHER = "postgresql.other";

    private static final String PREFIX = "postgresql.";

    /** What writes, but for the locks of {@code for update} and {@code for no key update}. */
    private static final Pattern WRITE = Pattern.compile(
            "\\b(insert)\\s+into\\s+(\\w+)|(?<!for |key )\\b(update)\\s+(\\w+)|\\b(delete)\\s+from\\s+(\\w+)");

    private static final Pattern READ = Pattern.compile("\\bfrom\\s+(\\w+)");

    private static final StatementNames SHARED = new StatementNames();

    private final Map<String, String> names = new ConcurrentHashMap<>();

    StatementNames() {}

    /** @param sql as it is given to Jdbi, with its named parameters */
    public static String of(String sql) {
        return SHARED.name(sql);
    }

    /** Knows the text of a file from now on by the file's name, and gives it back. */
    static String ofFile(String file, String sql) {
        SHARED.names.put(sql, PREFIX + file.replace('/', '.'));
        return sql;
    }

    String name(String sql) {
        String known = names.get(sql);
        if (known != null) {
            return known;
        }
        if (names.size() >= MOST) {
            return OTHER;
        }
        String name = PREFIX + derived(sql.toLowerCase(Locale.ROOT));
        names.put(sql, name);
        return name;
    }

    private static String derived(String sql) {
        Matcher write = WRITE.matcher(sql);
        if (write.find()) {
            for (int verb = 1; verb < write.groupCount(); verb += 2) {
                if (write.group(verb) != null) {
                    return write.group(verb + 1) + "." + write.group(verb);
                }
            }
        }
        Matcher read = READ.matcher(sql);
        return read.find() ? read.group(1) + ".select" : "select";
    }
}
