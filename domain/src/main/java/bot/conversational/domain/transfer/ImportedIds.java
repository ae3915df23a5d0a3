package bot.conversational.domain.transfer;

import bot.conversational.domain.user.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Ids for entities that have an id elsewhere: the same entity of the same user always gets the same one. They are
 * UUIDv7 (RFC 9562), whose random bits come from a hash. The time of those from lines is the recorded one. For all
 * others it is zero, since a newer export may give another time to the same entity.
 *
 * @param conversation the id of the conversation there
 */
record ImportedIds(UserId user, ImportSource source, String conversation) {

    private static final long MILLIS = 0xFFFF_FFFF_FFFFL;

    UUID of(String thing, Optional<Instant> createdAt) {
        boolean lines = source == ImportSource.LINES;
        String from = lines ? "" : source.prefix() + "\n";
        ByteBuffer hash = ByteBuffer.wrap(
                sha256(user + "\n" + from + conversation.length() + "\n" + conversation + "\n" + thing));
        long time = lines ? createdAt.map(ImportedIds::millis).orElse(0L) & MILLIS : 0L;
        long high = time << 16 | 0x7000L | hash.getLong() & 0x0FFFL;
        long low = 0x8000_0000_0000_0000L | hash.getLong() >>> 2;
        return new UUID(high, low);
    }

    /** 0 for a time that no clock has shown. */
    private static long millis(Instant recorded) {
        try {
            return Math.max(0, recorded.toEpochMilli());
        } catch (ArithmeticException outOfRange) {
            return 0;
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
