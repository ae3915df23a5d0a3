package bot.conversational.domain.user;

import java.util.Optional;

/** Reads labels of domains as they are written in ASCII (RFC 3492): {@code bcher-kva} is {@code bücher}. */
final class Punycode {

    private static final int BASE = 36;
    private static final int LEAST = 1;
    private static final int MOST = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int FIRST_BIAS = 72;
    private static final int FIRST_CODE_POINT = 128;
    private static final char DELIMITER = '-';

    private Punycode() {}

    /**
     * The label.
     *
     * @param ascii what follows {@code xn--}
     * @return empty when it is no such label
     */
    static Optional<String> decode(String ascii) {
        int delimiter = ascii.lastIndexOf(DELIMITER);
        StringBuilder label = new StringBuilder(ascii.substring(0, Math.max(0, delimiter)));
        long codePoint = FIRST_CODE_POINT;
        long place = 0;
        int bias = FIRST_BIAS;
        int at = delimiter + 1;
        while (at < ascii.length()) {
            long before = place;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = at < ascii.length() ? Character.digit(rotated(ascii.charAt(at++)), BASE) : -1;
                place += digit * weight;
                if (digit < 0 || place > Integer.MAX_VALUE) {
                    return Optional.empty();
                }
                int threshold = Math.clamp(k - bias, LEAST, MOST);
                if (digit < threshold) {
                    break;
                }
                weight *= BASE - threshold;
            }
            int length = label.codePointCount(0, label.length()) + 1;
            bias = adapted(place - before, length, before == 0);
            codePoint += place / length;
            place %= length;
            if (codePoint > Character.MAX_CODE_POINT) {
                return Optional.empty();
            }
            label.insert(label.offsetByCodePoints(0, (int) place), Character.toString((int) codePoint));
            place++;
        }
        return Optional.of(label.toString());
    }

    /** Digits are letters first; Java's are figures first. */
    private static char rotated(char digit) {
        if (digit >= '0' && digit <= '9') {
            return (char) (digit - '0' + 'q');
        }
        int letter = Character.toLowerCase(digit) - 'a';
        return (char) (letter < 10 ? letter + '0' : letter - 10 + 'a');
    }

    private static int adapted(long delta, int length, boolean first) {
        long rest = first ? delta / DAMP : delta / 2;
        rest += rest / length;
        int bias = 0;
        while (rest > (BASE - LEAST) * MOST / 2) {
            rest /= BASE - LEAST;
            bias += BASE;
        }
        return (int) (bias + (BASE - LEAST + 1) * rest / (rest + SKEW));
    }
}
