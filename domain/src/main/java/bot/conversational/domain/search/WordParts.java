package bot.conversational.domain.search;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parts of compound words, which tokenizers by the Unicode rules (UAX 29) leave whole: the humps of {@code
 * getUserById}, the pieces of {@code snake_case}, host names and e-mail addresses, {@code utf8}. Also the letters of
 * scripts without spaces between words (Thai, Lao, Khmer, Burmese), where any run of letters may be a word. Done here
 * because Elasticsearch without optional modules has no filter for it.
 */
public final class WordParts {

    /**
     * A part of a word.
     *
     * @param text in lower case
     * @param start where it begins in the whole text, in chars
     * @param end behind its last char
     */
    public record Part(String text, int start, int end) {}

    private static final Set<UnicodeScript> WITHOUT_SPACES =
            Set.of(UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.KHMER, UnicodeScript.MYANMAR);

    /** Characters that may occur inside an identifier, an e-mail address, a path or a URL. */
    private static final String JOINTS = "_.-@/\\+:%=?&#~'’";

    /** Those of them at which tokenizers do not split. */
    private static final String UNSPLIT_JOINTS = "_.'’";

    private enum Kind {
        LOWER,
        UPPER,
        DIGIT,
        SYLLABLE,
        MARK,
        JOINT,
        GAP
    }

    private final String text;
    private final List<List<Part>> words = new ArrayList<>();
    private final Set<Integer> compounds = new LinkedHashSet<>();
    private List<Part> word = new ArrayList<>();
    private boolean compound;
    private int partStart = -1;

    private WordParts(String text) {
        this.text = text;
        Kind previous = Kind.GAP;
        int last = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            Kind kind = kind(text.codePointAt(i));
            if (kind == Kind.MARK) {
                continue;
            }
            advance(previous, kind, i, last);
            previous = kind;
            last = i;
        }
        advance(previous, Kind.GAP, text.length(), last);
    }

    /** All parts of a text in their order, word by word; a plain word is one part. */
    public static List<List<Part>> of(String text) {
        return List.copyOf(new WordParts(text).words);
    }

    /** The parts of each different compound word of a text, separated by blanks. Plain words are left out. */
    public static List<String> ofCompounds(String text) {
        WordParts parts = new WordParts(text);
        return parts.compounds.stream()
                .map(i -> spelt(parts.words.get(i)))
                .distinct()
                .toList();
    }

    /** All parts of a text, a blank between them: what to look for among {@link #ofCompounds}. */
    public static String spelledOut(String text) {
        return of(text).stream().map(WordParts::spelt).collect(Collectors.joining(" "));
    }

    private static String spelt(List<Part> word) {
        return word.stream().map(Part::text).collect(Collectors.joining(" "));
    }

    private void advance(Kind previous, Kind kind, int at, int last) {
        if (kind == Kind.GAP || kind == Kind.JOINT) {
            endPart(at);
            compound |= kind == Kind.JOINT && UNSPLIT_JOINTS.indexOf(text.charAt(at)) >= 0;
            if (kind == Kind.GAP) {
                endWord();
            }
            return;
        }
        if (partStart < 0) {
            partStart = at;
        } else if (kind == Kind.LOWER && previous == Kind.UPPER && partStart < last) {
            // The last capital of "HTTPServer" begins its word.
            cut(last);
        } else if (kind == Kind.SYLLABLE || (kind != previous && !(previous == Kind.UPPER && kind == Kind.LOWER))) {
            cut(at);
        }
    }

    private void cut(int at) {
        endPart(at);
        compound = true;
        partStart = at;
    }

    private void endPart(int end) {
        if (partStart >= 0) {
            word.add(new Part(text.substring(partStart, end).toLowerCase(Locale.ROOT), partStart, end));
            partStart = -1;
        }
    }

    private void endWord() {
        if (!word.isEmpty()) {
            if (compound && word.size() > 1) {
                compounds.add(words.size());
            }
            words.add(List.copyOf(word));
        }
        word = new ArrayList<>();
        compound = false;
    }

    private static Kind kind(int c) {
        if (Character.isLetter(c)) {
            if (WITHOUT_SPACES.contains(UnicodeScript.of(c))) {
                return Kind.SYLLABLE;
            }
            return Character.isUpperCase(c) || Character.isTitleCase(c) ? Kind.UPPER : Kind.LOWER;
        }
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> Kind.DIGIT;
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> Kind.MARK;
            default -> JOINTS.indexOf(c) >= 0 ? Kind.JOINT : Kind.GAP;
        };
    }
}
