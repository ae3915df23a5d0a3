package bot.conversational.adapters.elasticsearch.client;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an index version.
 *
 * @param alias that searches use
 * @param mapping the version of the mapping
 * @param number ascends with each version of the index
 */
public record IndexVersionName(String alias, int mapping, long number) {

    private static final Pattern REST = Pattern.compile("_v(\\d{1,9})_g(\\d{1,18})");

    static Optional<IndexVersionName> parse(String alias, String index) {
        if (!index.startsWith(alias)) {
            return Optional.empty();
        }
        Matcher rest = REST.matcher(index.substring(alias.length()));
        return rest.matches()
                ? Optional.of(
                        new IndexVersionName(alias, Integer.parseInt(rest.group(1)), Long.parseLong(rest.group(2))))
                : Optional.empty();
    }

    public String index() {
        return alias + "_v" + mapping + "_g" + number;
    }

    /** The alias of its own, which is written to. */
    public String writes() {
        return index() + "_writes";
    }

    @Override
    public String toString() {
        return index();
    }
}
