package bot.conversational.domain.search.text;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How much each word of a query counts: the rarer it is among the messages of the user who asks, the more. A list keeps
 * the weights of its first page, so that its order stands still while messages come and go.
 *
 * @param weights from 1 to {@value #HIGHEST}, one for each of the query's different words
 */
public record Rarity(List<Integer> weights) {

    /** Of what must occur, and so tells no hit from another but by how it is spelt. */
    public static final int OF_OTHERS = 16;

    private static final int HIGHEST = 63;

    /** The rarest of a hundred thousand messages gets the highest weight. */
    private static final int STEPS = 5;

    private static final char FIRST_LETTER = '0';

    public Rarity {
        weights = List.copyOf(weights);
    }

    /** Of a query in which no word can be told from another. */
    public static Rarity even(Sought sought) {
        return new Rarity(Collections.nCopies(sought.words().size(), OF_OTHERS));
    }

    /**
     * The weights of words.
     *
     * @param having how many messages have each word
     * @param all how many messages there are
     */
    public static Rarity of(List<Long> having, long all) {
        return new Rarity(having.stream().map(it -> weight(it, all)).toList());
    }

    /** Inverse document frequency as BM25 has it, in steps. */
    public static int weight(long having, long all) {
        double idf = Math.log1p((Math.max(all, having) - having + 0.5) / (having + 0.5));
        return Math.clamp(Math.round(STEPS * idf), 1, HIGHEST);
    }

    /** The weights as text, a character each. */
    public String letters() {
        return weights.stream()
                .map(it -> String.valueOf((char) (FIRST_LETTER + it)))
                .collect(Collectors.joining());
    }

    /** What {@link #letters} said, or empty when that are no weights of this query. */
    public static Optional<Rarity> parse(String letters, Sought sought) {
        boolean valid = letters.length() == sought.words().size()
                && letters.chars().allMatch(c -> c > FIRST_LETTER && c <= FIRST_LETTER + HIGHEST);
        return valid
                ? Optional.of(new Rarity(
                        letters.chars().mapToObj(c -> c - FIRST_LETTER).toList()))
                : Optional.empty();
    }
}
