package bot.conversational.domain.sharing;

import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** What a share's link ends with: 256 random bits in URL-safe Base64. Whoever has it may read. It never prints itself. */
public record ShareToken(String value) {

    private static final int BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** A fresh token; {@code random} must be fit for secrets. */
    public static ShareToken issue(RandomGenerator random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return new ShareToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** The token in a path, or empty when no token looks like that. */
    public static Optional<ShareToken> parse(String text) {
        return Optional.of(text).filter(it -> SHAPE.matcher(it).matches()).map(ShareToken::new);
    }

    @Override
    public String toString() {
        return "ShareToken[redacted]";
    }
}
