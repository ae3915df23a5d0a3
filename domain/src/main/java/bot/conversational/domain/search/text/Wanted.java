package bot.conversational.domain.search.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A word or phrase that somebody looks for, in each way that a text may spell it.
 *
 * @param exact in the exact form, to be found among the words: the best way
 * @param others the further ways
 * @param core letters that are in every way, one behind the other or with {@linkplain TextScan#JOINTS joints} between
 */
public record Wanted(String exact, List<Spelling> others, String core) {

    /** Which of {@link TextWords} a sequence is looked for in. */
    public enum Field {
        WORDS,
        VARIANTS
    }

    /** A sequence of words with a blank between two, and where it is to be found. */
    public record Spelling(Field field, String words) {}

    /** Of a name of so many pieces every way to write some of them as one is looked for. */
    private static final int MOST_SPLIT = 4;

    public Wanted {
        others = List.copyOf(others);
    }

    /** @param term with at least one piece in it */
    static Wanted of(String term) {
        List<Compound> compounds = Compound.of(TextScan.of(term));
        List<String> exact = new ArrayList<>();
        List<String> base = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        for (Compound compound : compounds) {
            exact.addAll(compound.words(Piece::exact));
            base.addAll(compound.words(Piece::base));
            parts.addAll(compound.parts());
        }
        Set<Spelling> spellings = new LinkedHashSet<>();
        Spelling best = new Spelling(Field.WORDS, String.join(" ", exact));
        spellings.add(best);
        addBoth(spellings, String.join(" ", base));
        addBoth(spellings, String.join(" ", parts));
        if (compounds.size() == 1) {
            addName(spellings, compounds.getFirst());
        }
        spellings.remove(best);
        String core = Collections.max(parts, Comparator.comparingInt(String::length));
        return new Wanted(best.words(), List.copyOf(spellings), core);
    }

    private static void addName(Set<Spelling> spellings, Compound name) {
        if (name.isPlain()) {
            String word = name.whole();
            if (Hangul.isWord(word) && word.length() > 2) {
                spellings.add(new Spelling(Field.VARIANTS, String.join(" ", Hangul.pairs(word))));
            }
            return;
        }
        addBoth(spellings, name.whole());
        List<String> parts = name.parts();
        if (parts.size() <= MOST_SPLIT) {
            for (int gaps = 0; gaps < 1 << (parts.size() - 1); gaps++) {
                spellings.add(new Spelling(Field.WORDS, split(parts, gaps)));
            }
        }
    }

    /** @param gaps which of the places between two parts have a blank, a bit each */
    private static String split(List<String> parts, int gaps) {
        StringBuilder split = new StringBuilder(parts.getFirst());
        for (int i = 1; i < parts.size(); i++) {
            if ((gaps & 1 << (i - 1)) != 0) {
                split.append(' ');
            }
            split.append(parts.get(i));
        }
        return split.toString();
    }

    private static void addBoth(Set<Spelling> spellings, String words) {
        spellings.add(new Spelling(Field.WORDS, words));
        spellings.add(new Spelling(Field.VARIANTS, words));
    }

    /** The one word that it is, in its base form, or empty when it is several. */
    public Optional<String> word() {
        return exact.indexOf(' ') < 0 ? Optional.of(Folding.base(exact)) : Optional.empty();
    }
}
