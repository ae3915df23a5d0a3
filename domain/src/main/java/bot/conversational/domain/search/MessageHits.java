package bot.conversational.domain.search;

import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.search.text.Rarity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A page of hits.
 *
 * @param facets per name ({@code role}, {@code model}, {@code month}) how many of all the hits have which value, most
 *     frequent first
 * @param next where the next page starts, when there are more
 * @param degraded whether a part of the search was unavailable, so that hits may be missing
 * @param rarity what words were weighed by, so that hits of other searches can be compared with these
 * @param begin where this list begins, when it must be told: a page from there is the first one again, weighed and
 *     compared alike
 */
public record MessageHits(
        List<Hit> items,
        Total total,
        Map<String, List<Facet>> facets,
        Optional<String> next,
        boolean degraded,
        Optional<Rarity> rarity,
        Optional<String> begin) {

    /** Of a list that is not ordered by words. */
    public MessageHits(
            List<Hit> items, Total total, Map<String, List<Facet>> facets, Optional<String> next, boolean degraded) {
        this(items, total, facets, next, degraded, Optional.empty());
    }

    /** Of a list that begins alike each time. */
    public MessageHits(
            List<Hit> items,
            Total total,
            Map<String, List<Facet>> facets,
            Optional<String> next,
            boolean degraded,
            Optional<Rarity> rarity) {
        this(items, total, facets, next, degraded, rarity, Optional.empty());
    }

    /**
     * A message found.
     *
     * @param score how good it is beside the best hit of the list, from 0 to 1; 0 unless the list is by relevance
     * @param excerpts its highlights, worked out for those hits that are shown
     */
    public record Hit(Message message, Optional<String> title, double score, Supplier<List<String>> excerpts) {

        /** Pieces of the text, escaped for HTML but for {@code <em>} around what matched. */
        public List<String> highlights() {
            return excerpts.get();
        }
    }

    /** How many there are: exactly, or at least. */
    public record Total(long value, boolean exact) {}

    /** How many hits have a value. */
    public record Facet(String value, long count) {}

    public MessageHits {
        items = List.copyOf(items);
        facets = Map.copyOf(facets);
    }
}
