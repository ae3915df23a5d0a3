package bot.conversational.domain.session;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of an API key: {@code cb_}, 37 random characters of 62, which are 220 bits, and 6 characters of their
 * checksum. By the checksum scanners of secrets tell a key from other texts, and a node a mistyped or made-up one
 * without asking a store. It protects nothing: anybody can work it out.
 */
public record ApiKeyToken(String value) implements Credential {

    static final String MARK = "cb_";

    private static final int RANDOM = 37;
    private static final int CHECKSUM = 6;
    private static final int SHOWN = 5;
    private static final Pattern SHAPE = Pattern.compile(MARK + "[0-9A-Za-z]{" + (RANDOM + CHECKSUM) + "}");
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** A fresh key; {@code random} must be fit for secrets. */
    public static ApiKeyToken issue(RandomGenerator random) {
        StringBuilder text = new StringBuilder(MARK);
        for (int i = 0; i < RANDOM; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new ApiKeyToken(text.append(checksum(text.toString())).toString());
    }

    /** Whether a text claims to be a key, right or not. */
    public static boolean isMeant(String text) {
        return text.startsWith(MARK);
    }

    /** The key in a caller's text, or empty when no key looks like that or its checksum is another. */
    public static Optional<ApiKeyToken> parse(String text) {
        return SHAPE.matcher(text).matches() && text.endsWith(checksum(text.substring(0, MARK.length() + RANDOM)))
                ? Optional.of(new ApiKeyToken(text))
                : Optional.empty();
    }

    /** CRC-32 of what stands before it, in base 62, the highest digit first. */
    private static String checksum(String before) {
        CRC32 sum = new CRC32();
        sum.update(before.getBytes(StandardCharsets.US_ASCII));
        long left = sum.getValue();
        char[] digits = new char[CHECKSUM];
        for (int i = CHECKSUM - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (left % ALPHABET.length()));
            left /= ALPHABET.length();
        }
        return new String(digits);
    }

    /** The first 8 characters, by which people recognise a key; they leave 190 bits that nobody sees. */
    public String prefix() {
        return value.substring(0, MARK.length() + SHOWN);
    }

    @Override
    public String digest() {
        return SessionToken.digest(value);
    }

    @Override
    public String toString() {
        return "ApiKeyToken[redacted]";
    }
}
