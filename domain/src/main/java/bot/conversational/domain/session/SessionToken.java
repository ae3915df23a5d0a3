package bot.conversational.domain.session;

import bot.conversational.domain.user.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A caller's token: {@code USER.SECRET}, both in URL-safe Base64, a 128-bit user id and 256 random bits. The user id in
 * front makes every key of a call known before the call. Only its digest is stored, and it never prints itself.
 */
public record SessionToken(UserId user, String value) implements Credential {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}");
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** A fresh token; {@code random} must be fit for secrets. */
    public static SessionToken issue(UserId user, RandomGenerator random) {
        byte[] id = ByteBuffer.allocate(16)
                .putLong(user.value().getMostSignificantBits())
                .putLong(user.value().getLeastSignificantBits())
                .array();
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        return new SessionToken(user, ENCODER.encodeToString(id) + "." + ENCODER.encodeToString(secret));
    }

    /** The token in a caller's text, or empty when no token looks like that. */
    public static Optional<SessionToken> parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return Optional.empty();
        }
        ByteBuffer id = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(0, 22)));
        return Optional.of(new SessionToken(new UserId(new UUID(id.getLong(), id.getLong())), text));
    }

    @Override
    public String digest() {
        return digest(value);
    }

    static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return ENCODER.encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "SessionToken[" + user + ", redacted]";
    }
}
