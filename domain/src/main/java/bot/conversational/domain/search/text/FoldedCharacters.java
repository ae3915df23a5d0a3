package bot.conversational.domain.search.text;

/** The characters that another one stands for when words are compared, case apart. */
public final class FoldedCharacters {

    private static final int FIRST = 0x80;
    private static final int LAST = 0x1FFFF;
    private static final int FIRST_JAMO = 0x1100;
    private static final int LAST_JAMO = 0x11FF;

    /**
     * One of them, as a regular expression: a text without any is its own base form once it is in lower case. Made when
     * it is needed first, which takes some hundredths of a second.
     */
    public static final String EXPRESSION = "[" + ranges() + "]";

    private FoldedCharacters() {}

    private static String ranges() {
        StringBuilder ranges = new StringBuilder();
        int from = -1;
        for (int c = FIRST; c <= LAST + 1; c++) {
            boolean differs = c <= LAST && differs(c);
            if (differs && from < 0) {
                from = c;
            } else if (!differs && from >= 0) {
                ranges.appendCodePoint(from).append('-').appendCodePoint(c - 1);
                from = -1;
            }
        }
        return ranges.toString();
    }

    private static boolean differs(int c) {
        // Jamo and marks may be part of another character, wide signs be joints.
        if (Folding.isMark(c)
                || Folding.isInvisible(c)
                || TextScan.isFullWidth(c)
                || (c >= FIRST_JAMO && c <= LAST_JAMO)) {
            return true;
        }
        boolean spoken = Character.isLetterOrDigit(c) || Character.getType(c) == Character.OTHER_NUMBER;
        return spoken
                ? !Folding.base(Folding.exact(Character.toString(c)))
                        .equals(Character.toString(Character.toLowerCase(c)))
                : isCompatible(c);
    }

    /** Whether it has letters inside, as ™ and ㎏ have. */
    private static boolean isCompatible(int c) {
        return Character.isDefined(c)
                && Character.getType(c) != Character.SURROGATE
                && !Folding.exact(Character.toString(c)).isEmpty()
                && !Character.isEmojiPresentation(c);
    }
}
