package bot.conversational.domain.shared;

/** Rules that hold for every text a caller sends. Lengths count code points, as the contract says. */
public final class Text {

    private Text() {}

    /**
     * The text itself when it has {@code min} to {@code max} code points and more than white space (unless {@code min}
     * is 0).
     *
     * @throws DomainException.Malformed when it holds a NUL or a lone surrogate, which PostgreSQL cannot store
     * @throws DomainException.Invalid when its length breaks the rule
     */
    public static String checked(String field, String text, int min, int max) {
        wellFormed(field, text);
        int length = text.codePointCount(0, text.length());
        if (min > 0 && text.isBlank()) {
            throw new DomainException.Invalid(field, "must not be blank");
        }
        if (length < min || length > max) {
            throw new DomainException.Invalid(field, "must have " + min + " to " + max + " characters");
        }
        return text;
    }

    /**
     * The text itself.
     *
     * @throws DomainException.Malformed when it holds a NUL or a lone surrogate, which PostgreSQL cannot store
     */
    public static String wellFormed(String field, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new DomainException.Malformed(field + " holds a NUL character");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new DomainException.Malformed(field + " holds half of a surrogate pair");
            }
        }
        return text;
    }

    /**
     * The text itself when somebody can see something of it.
     *
     * @throws DomainException.Invalid when it has nothing but spaces of any kind and characters without a form
     */
    public static String visible(String field, String text) {
        if (text.codePoints().noneMatch(Text::isVisible)) {
            throw new DomainException.Invalid(field, "must not be blank");
        }
        return text;
    }

    /**
     * The text itself when it is one line that can be shown as it is, such as a title.
     *
     * @throws DomainException.Invalid when nothing of it can be seen, or it has line ends or control characters
     */
    public static String line(String field, String text) {
        visible(field, text);
        if (text.codePoints().anyMatch(Text::endsOrControlsLines)) {
            throw new DomainException.Invalid(field, "must be one line without control characters");
        }
        return text;
    }

    /** Whether it has a form. Unicode's default-ignorables that are no format characters, and the blank of Braille, have no form either. */
    public static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.UNASSIGNED,
                    Character.SURROGATE -> false;
            default ->
                switch (codePoint) {
                    case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> false;
                    default -> !isVariationSelector(codePoint);
                };
        };
    }

    private static boolean isVariationSelector(int codePoint) {
        return (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || (codePoint >= 0x180B && codePoint <= 0x180F)
                || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }

    private static boolean endsOrControlsLines(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** A text as one line that can be shown: white space is one space, control characters are left out. */
    public static String asLine(String text) {
        return text.codePoints()
                .map(point -> Character.isWhitespace(point) || Character.isSpaceChar(point) ? ' ' : point)
                .filter(point -> !endsOrControlsLines(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replaceAll(" +", " ")
                .strip();
    }

    /** The first {@code max} code points of a text. */
    public static String cut(String text, int max) {
        return text.codePointCount(0, text.length()) <= max ? text : text.substring(0, text.offsetByCodePoints(0, max));
    }
}
