package bot.conversational.domain.responses.events;

/**
 * Cuts a text that grows into pieces. Where it cuts depends on the text alone, and not on how it arrived. So a text that
 * is kept gives the same pieces as the model's did: a word with the blanks before it, at most 16 characters of what has
 * no blanks, and one of those writings that use none.
 */
final class Pieces {

    private static final int LONGEST = 16;

    /** From here on mostly writings without blanks: Chinese, Japanese, Korean. */
    private static final int WITHOUT_BLANKS = 0x2E80;

    private Pieces() {}

    /**
     * Where the piece ends that begins at {@code from}.
     *
     * @param whole whether no more of the text comes
     * @return -1 when more of the text must come to tell, or nothing is left
     */
    static int end(CharSequence text, int from, boolean whole) {
        int end = from;
        boolean word = false;
        for (int points = 1; end < text.length(); points++) {
            int point = Character.codePointAt(text, end);
            boolean blank = Character.isWhitespace(point);
            if (blank && word) {
                return end;
            }
            word |= !blank;
            end += Character.charCount(point);
            if (points == LONGEST || point >= WITHOUT_BLANKS) {
                return end;
            }
        }
        return whole && end > from ? end : -1;
    }
}
