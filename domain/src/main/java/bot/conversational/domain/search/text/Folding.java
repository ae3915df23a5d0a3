package bot.conversational.domain.search.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Map;

/**
 * The form in which words are compared. Two steps, since who writes accents means them: the <em>exact</em> form is
 * without case, width, ligatures and invisible characters, and without signs that are usually not written (Arabic
 * vowels, Hebrew points). The <em>base</em> form is also without accents, and without the differences between letters
 * that people type for each other.
 */
public final class Folding {

    private static final char FINAL_SIGMA = 'ς';
    private static final char SIGMA = 'σ';
    private static final int DOT_ABOVE = 0x0307;
    private static final int TATWEEL = 0x0640;
    private static final int DECIMAL = 10;

    /** Letters that Unicode does not take apart into a letter and an accent. */
    private static final Map<Integer, String> PLAIN = Map.ofEntries(
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'þ', "th"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'ħ', "h"),
            Map.entry((int) 'ŧ', "t"),
            Map.entry((int) 'ŋ', "n"),
            Map.entry((int) 'ĸ', "k"),
            Map.entry((int) 'ɨ', "i"),
            Map.entry((int) 'ƶ', "z"),
            Map.entry((int) 'ґ', "г"),
            Map.entry((int) 'ٱ', "ا"),
            Map.entry((int) 'ة', "ه"),
            Map.entry((int) 'ى', "ي"),
            Map.entry((int) 'ی', "ي"),
            Map.entry((int) 'ک', "ك"));

    private Folding() {}

    /** A word with nothing left but its letters, digits, marks and pictographs, which may be nothing. */
    public static String exact(String word) {
        return isAscii(word) ? asciiLetters(word) : exactBeyondAscii(word);
    }

    /** The base form of an exact one. */
    public static String base(String exact) {
        if (isAscii(exact)) {
            return exact;
        }
        StringBuilder base = new StringBuilder(exact.length());
        Normalizer.normalize(exact, Form.NFD)
                .codePoints()
                .filter(c -> !isAccent(c))
                .forEach(c -> plain(c, base));
        return Normalizer.normalize(base, Form.NFC);
    }

    private static void plain(int c, StringBuilder into) {
        String plain = PLAIN.get(c);
        if (plain == null) {
            into.appendCodePoint(c);
        } else {
            into.append(plain);
        }
    }

    private static String exactBeyondAscii(String word) {
        // By way of the capitals, which tells ß from nothing and every form of sigma from none; ẞ has to be small
        // first.
        String folded = Normalizer.normalize(word, Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replace(FINAL_SIGMA, SIGMA);
        StringBuilder exact = new StringBuilder(folded.length());
        int previous = 0;
        for (int i = 0; i < folded.length(); i += Character.charCount(folded.codePointAt(i))) {
            int c = folded.codePointAt(i);
            // A dotted İ becomes an i with a dot of its own.
            if (counts(c) && !(c == DOT_ABOVE && previous == 'i')) {
                exact.appendCodePoint(Character.isDigit(c) ? '0' + Character.digit(c, DECIMAL) : c);
                previous = c;
            }
        }
        return Normalizer.normalize(exact, Form.NFC);
    }

    private static boolean counts(int c) {
        return isSpoken(c) && !isInvisible(c) && !isUnwrittenSign(c);
    }

    private static boolean isSpoken(int c) {
        return Character.isLetterOrDigit(c) || isNumber(c) || isMark(c) || Character.isEmojiPresentation(c);
    }

    private static boolean isNumber(int c) {
        int type = Character.getType(c);
        return type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }

    static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** Of Unicode's default-ignorable characters those that are assigned. */
    static boolean isInvisible(int c) {
        return switch (c) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0 -> true;
            default ->
                Character.getType(c) == Character.FORMAT
                        || (c >= 0x180B && c <= 0x180F)
                        || (c >= 0xFE00 && c <= 0xFE0F)
                        || (c >= 0xE0100 && c <= 0xE01EF);
        };
    }

    /** Vowel signs and points of Arabic and Hebrew, and the stroke that makes an Arabic word longer. */
    private static boolean isUnwrittenSign(int c) {
        return c == TATWEEL
                || (c >= 0x0591 && c <= 0x05C7)
                || (c >= 0x0610 && c <= 0x061A)
                || (c >= 0x064B && c <= 0x0652)
                || (c >= 0x0656 && c <= 0x065F)
                || c == 0x0670
                || (c >= 0x06D6 && c <= 0x06ED && isMark(c));
    }

    /** Accents of Latin, Greek and Cyrillic letters, and what sits on the Arabic carriers of a hamza. */
    private static boolean isAccent(int c) {
        return (c >= 0x0300 && c <= 0x036F) || (c >= 0x0653 && c <= 0x0655);
    }

    /** Mostly the word itself. */
    private static String asciiLetters(String word) {
        int same = 0;
        while (same < word.length() && isPlain(word.charAt(same))) {
            same++;
        }
        if (same == word.length()) {
            return word;
        }
        StringBuilder letters = new StringBuilder(word.length()).append(word, 0, same);
        for (int i = same; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                letters.append((char) (c + ('a' - 'A')));
            } else if (isPlain(c)) {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
