package bot.conversational.domain.indexing.maintenance;

import java.util.List;
import java.util.stream.Stream;

/**
 * The findings of an audit so far.
 *
 * @param compared messages that were looked at, in the source or in the index
 * @param waiting messages that could not be compared, because changes of their user were not indexed in time
 */
public record Findings(long compared, List<Difference> differences, long waiting) {

    public static final Findings NONE = new Findings(0, List.of(), 0);

    public Findings {
        differences = List.copyOf(differences);
    }

    public Findings plus(Findings other) {
        return new Findings(
                compared + other.compared,
                Stream.concat(differences.stream(), other.differences.stream()).toList(),
                waiting + other.waiting);
    }

    /** How many of a kind there are. */
    public long count(Class<? extends Difference> kind) {
        return differences.stream().filter(kind::isInstance).count();
    }
}
