package bot.conversational.domain.search.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of a text, as they are indexed. Sequences of words have a blank between two.
 *
 * @param words all of them in their order, in their exact form
 * @param variants other ways to write them, in their base form, each a sequence: the whole text when its base form
 *     differs, the parts of names, names run together, pairs of Korean syllables
 * @param counts how often each word occurs, by its base form
 */
public record TextWords(String words, List<String> variants, Map<String, Integer> counts) {

    /** Words of a text that is neither long nor short. */
    private static final double USUAL_LENGTH = 50;

    private static final int HIGHEST_BREVITY = 255;

    public TextWords {
        variants = List.copyOf(variants);
        counts = Map.copyOf(counts);
    }

    public static TextWords of(String text) {
        List<Compound> compounds = Compound.of(TextScan.of(text));
        List<String> words = new ArrayList<>();
        List<String> bases = new ArrayList<>();
        Set<String> variants = new LinkedHashSet<>();
        for (Compound compound : compounds) {
            words.addAll(compound.words(Piece::exact));
            bases.addAll(compound.words(Piece::base));
            addVariants(compound, variants);
        }
        if (!bases.equals(words)) {
            variants.add(String.join(" ", bases));
        }
        Map<String, Integer> counts = new HashMap<>();
        bases.forEach(word -> counts.merge(word, 1, Integer::sum));
        return new TextWords(String.join(" ", words), List.copyOf(variants), counts);
    }

    private static void addVariants(Compound compound, Set<String> variants) {
        if (compound.hasParts()) {
            variants.add(String.join(" ", compound.parts()));
        }
        variants.addAll(compound.joins());
        for (Piece piece : compound.pieces()) {
            String word = piece.base();
            if (Hangul.isWord(word)) {
                if (word.length() > 2) {
                    variants.add(String.join(" ", Hangul.pairs(word)));
                }
                if (Hangul.isSyllableWithParticle(word)) {
                    variants.add(word.substring(0, 1));
                }
            }
        }
    }

    private int length() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The words that occur so often or oftener. */
    public List<String> repeated(int times) {
        return counts.entrySet().stream()
                .filter(it -> it.getValue() >= times)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /**
     * From 1 to 255, the lower the longer the text is: a word says less of a long one. This is the factor of BM25 for a
     * word that occurs once (k1 1.2, b 0.75), with a constant in place of the mean length, which others' texts change.
     */
    public int brevity() {
        double shortest = 1 + 1.2 * 0.25;
        double factor = shortest / (shortest + 1.2 * 0.75 * length() / USUAL_LENGTH);
        return Math.max(1, (int) Math.round(HIGHEST_BREVITY * factor));
    }
}
