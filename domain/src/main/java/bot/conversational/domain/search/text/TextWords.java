package bot.conversational.domain.search.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of a text, as they are indexed. Sequences of words have a blank between two. */
public final class TextWords {

    /** Words of a text that is neither long nor short. */
    private static final double USUAL_LENGTH = 50;

    private static final int HIGHEST_BREVITY = 255;

    /** With a blank in front of each word and one at the end. */
    private final StringBuilder words = new StringBuilder(" ");

    /** In the same form; null while it is the same. */
    private @Nullable StringBuilder bases;

    private final Set<String> variants = new LinkedHashSet<>();
    private int length;

    private TextWords(List<Piece> pieces) {
        int from = 0;
        while (from < pieces.size()) {
            int to = from + 1;
            while (to < pieces.size() && pieces.get(to).joint() != Piece.Joint.GAP) {
                to++;
            }
            if (to - from == 1) {
                add(pieces.get(from).exact(), pieces.get(from).base());
            } else {
                add(new Compound(pieces.subList(from, to)));
            }
            pieces.subList(from, to).forEach(this::addSyllables);
            from = to;
        }
        if (bases != null) {
            variants.add(bases.substring(1, bases.length() - 1));
        }
    }

    public static TextWords of(String text) {
        return new TextWords(TextScan.of(text));
    }

    private void add(Compound compound) {
        List<String> exact = compound.words(Piece::exact);
        List<String> base = compound.words(Piece::base);
        for (int i = 0; i < exact.size(); i++) {
            add(exact.get(i), base.get(i));
        }
        if (compound.hasParts()) {
            variants.add(String.join(" ", compound.parts()));
        }
        variants.addAll(compound.joins());
    }

    private void add(String exact, String base) {
        if (bases == null && !base.equals(exact)) {
            bases = new StringBuilder(words);
        }
        words.append(exact).append(' ');
        if (bases != null) {
            bases.append(base).append(' ');
        }
        length++;
    }

    private void addSyllables(Piece piece) {
        String word = piece.base();
        if (!Hangul.isWord(word)) {
            return;
        }
        if (word.length() > 2) {
            variants.add(String.join(" ", Hangul.pairs(word)));
        }
        if (Hangul.isSyllableWithParticle(word)) {
            variants.add(word.substring(0, 1));
        }
    }

    /** All words in their order, in their exact form. */
    public String words() {
        return length == 0 ? "" : words.substring(1, words.length() - 1);
    }

    /** The same with a blank at both ends, so that each word has one on either side. */
    String spacedWords() {
        return words.toString();
    }

    /**
     * Other ways to write them, in their base form, each a sequence: the whole text when its base form differs, the parts
     * of names, names run together, pairs of Korean syllables.
     */
    public List<String> variants() {
        return List.copyOf(variants);
    }

    /** How often a word occurs, by its base form. */
    int count(String base) {
        StringBuilder all = bases == null ? words : bases;
        String spaced = " " + base + " ";
        int count = 0;
        for (int at = all.indexOf(spaced); at >= 0; at = all.indexOf(spaced, at + spaced.length() - 1)) {
            count++;
        }
        return count;
    }

    /** The words that occur so often or oftener, in their base form. */
    public List<String> repeated(int times) {
        Map<String, Integer> counts = new HashMap<>();
        StringBuilder all = bases == null ? words : bases;
        for (int from = 1; from < all.length(); from = all.indexOf(" ", from) + 1) {
            counts.merge(all.substring(from, all.indexOf(" ", from)), 1, Integer::sum);
        }
        List<String> repeated = new ArrayList<>();
        counts.forEach((word, count) -> {
            if (count >= times) {
                repeated.add(word);
            }
        });
        return repeated;
    }

    /**
     * From 1 to 255, the lower the longer the text is: a word says less of a long one. This is the factor of BM25 for a
     * word that occurs once (k1 1.2, b 0.75), with a constant in place of the mean length, which others' texts change.
     */
    public int brevity() {
        double shortest = 1 + 1.2 * 0.25;
        double factor = shortest / (shortest + 1.2 * 0.75 * length / USUAL_LENGTH);
        return Math.max(1, (int) Math.round(HIGHEST_BREVITY * factor));
    }
}
