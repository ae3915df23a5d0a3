package bot.conversational.domain.search.text;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which words of a query a text has, and how well.
 *
 * @param words a figure for each of the query's words, 0 when the text does not have it
 * @param others the sum of such figures for what must occur
 * @param brevity of the text
 */
public record Fit(List<Integer> words, int others, int brevity) {

    /** For a word as it was asked for, for another spelling, and more for one that occurs twice and four times. */
    public static final int EXACT = 8;

    public static final int OTHERWISE = 4;
    public static final int REPEATED = 2;
    public static final int TWICE = 2;
    public static final int OFTEN = 4;

    public Fit {
        words = List.copyOf(words);
    }

    /** Of a text, or empty when it does not match. */
    public static Optional<Fit> of(Sought sought, TextWords text) {
        return new Comparison(text).fit(sought);
    }

    /**
     * How well the text fits, below 2<sup>24</sup>, so that it is exact in a float, too. It depends on nothing but the
     * text and the weights.
     */
    public int score(Rarity rarity) {
        int sum = others * Rarity.OF_OTHERS;
        for (int i = 0; i < words.size(); i++) {
            sum += words.get(i) * rarity.weights().get(i);
        }
        return sum * brevity;
    }

    /**
     * Which share of the query's words the text has, the rarer a word the more, from 0 to 1. All of it where there are
     * none but those that must occur.
     */
    public double share(Rarity rarity) {
        int had = 0;
        int all = 0;
        for (int i = 0; i < words.size(); i++) {
            had += Math.min(words.get(i), EXACT) * rarity.weights().get(i);
            all += EXACT * rarity.weights().get(i);
        }
        return all == 0 ? 1 : (double) had / all;
    }

    private record Comparison(TextWords text, String words, String variants) {

        Comparison(TextWords text) {
            this(text, text.spacedWords(), " " + String.join(" | ", text.variants()) + " ");
        }

        Optional<Fit> fit(Sought sought) {
            List<Integer> figures = sought.words().stream().map(this::figure).toList();
            List<Integer> each = Stream.concat(
                            sought.phrases().stream().map(this::figure),
                            sought.beginnings().stream().map(this::figure))
                    .toList();
            boolean matches = !sought.isEmpty()
                    && (figures.isEmpty() || figures.stream().anyMatch(it -> it > 0))
                    && each.stream().allMatch(it -> it > 0)
                    && sought.unwanted().stream().allMatch(it -> figure(it) == 0);
            return matches
                    ? Optional.of(new Fit(
                            figures, each.stream().mapToInt(Integer::intValue).sum(), text.brevity()))
                    : Optional.empty();
        }

        private int figure(Wanted wanted) {
            boolean exact = words.contains(" " + wanted.exact() + " ");
            if (!exact && wanted.others().stream().noneMatch(this::has)) {
                return 0;
            }
            int times = wanted.word().map(text::count).orElse(0);
            return (exact ? EXACT : OTHERWISE) + (times >= TWICE ? REPEATED : 0) + (times >= OFTEN ? REPEATED : 0);
        }

        private boolean has(Wanted.Spelling spelling) {
            return switch (spelling.field()) {
                case WORDS -> words.contains(" " + spelling.words() + " ");
                case VARIANTS -> variants.contains(" " + spelling.words() + " ");
            };
        }

        private int figure(Beginning beginning) {
            if (words.contains(" " + beginning.exact())) {
                return EXACT;
            }
            return words.contains(" " + beginning.base()) || variants.contains(" " + beginning.base()) ? OTHERWISE : 0;
        }
    }
}
