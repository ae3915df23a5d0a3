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

    /** The first {@code max} code points of a text. */
    public static String cut(String text, int max) {
        return text.codePointCount(0, text.length()) <= max ? text : text.substring(0, text.offsetByCodePoints(0, max));
    }
}
