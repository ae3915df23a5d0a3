package bot.conversational.domain.search.text;

/**
 * A stretch of a text without a boundary inside: {@code Http} of {@code XMLHttpRequest}.
 *
 * @param exact its form as of {@link Folding#exact}, never empty
 * @param base its form as of {@link Folding#base}
 * @param start where it begins in the whole text, in chars
 * @param end behind its last char and the marks on it
 * @param joint how it is connected to the piece in front of it
 */
public record Piece(String exact, String base, int start, int end, Joint joint) {

    /** From the tightest to the loosest. */
    public enum Joint {
        /** By nothing but a change of case, of script, or between letters and digits. */
        GROWN,
        /** By a character that belongs to the word, as in {@code don't} and {@code snake_case}. */
        INNER,
        /** By a character that stands between words of one name, as in {@code e-mail} and {@code TCP/IP}. */
        OUTER,
        /** Not at all. */
        GAP
    }

    /** Chars of a word that count: an index that gets a longer one takes it for several. */
    static final int LONGEST_WORD = 200;

    static Piece of(String text, int start, int end, Joint joint) {
        String exact = cut(Folding.exact(text.substring(start, end)));
        return new Piece(exact, Folding.base(exact), start, end, joint);
    }

    /** As much of a word as counts. */
    static String cut(String word) {
        if (word.length() <= LONGEST_WORD) {
            return word;
        }
        boolean halved = Character.isHighSurrogate(word.charAt(LONGEST_WORD - 1));
        return word.substring(0, halved ? LONGEST_WORD - 1 : LONGEST_WORD);
    }

    /** Whether it continues the word of the piece in front of it. */
    boolean isInside() {
        return joint == Joint.GROWN || joint == Joint.INNER;
    }
}
