package bot.conversational.application.http.paging;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and reads cursors: a position in a list with a MAC over the user, the list with its filters, and the position.
 * A cursor that was changed, or belongs to another user or list, is refused.
 */
public final class CursorSeal {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 16;
    private static final int MAX_LENGTH = 2_048;

    private final Supplier<byte[]> key;

    /** @param key the same on every node; asked for at each use, so that it may be fetched at the first */
    public CursorSeal(Supplier<byte[]> key) {
        this.key = key;
    }

    public String seal(UserId user, String list, String position) {
        byte[] text = position.getBytes(StandardCharsets.UTF_8);
        byte[] mac = mac(user, list, text);
        byte[] both = Arrays.copyOf(mac, mac.length + text.length);
        System.arraycopy(text, 0, both, mac.length, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    }

    /**
     * The position in a cursor.
     *
     * @throws DomainException.Malformed when this service did not make the cursor for this user and list
     */
    public String open(UserId user, String list, String cursor) {
        byte[] both = decode(cursor);
        byte[] text = Arrays.copyOfRange(both, Math.min(MAC_BYTES, both.length), both.length);
        byte[] mac = Arrays.copyOf(both, Math.min(MAC_BYTES, both.length));
        if (!MessageDigest.isEqual(mac, mac(user, list, text))) {
            throw malformed();
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    private static byte[] decode(String cursor) {
        if (cursor.length() > MAX_LENGTH) {
            throw malformed();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            // Base64 has spare bits at its end: only the one spelling that seal() makes is taken.
            if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(cursor)) {
                throw malformed();
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private byte[] mac(UserId user, String list, byte[] position) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.get(), ALGORITHM));
            mac.update((user + "\n" + list.length() + "\n" + list + "\n").getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(mac.doFinal(position), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static DomainException malformed() {
        return new DomainException.Malformed("The cursor is not from this list.");
    }
}
