package bot.conversational.adapters.llm.request;

import bot.conversational.domain.shared.DomainException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * The bytes in a {@code data:} URL (RFC 2397).
 *
 * @param base64 with padding and without line breaks
 */
record DataUrl(String base64) {

    private static final String SCHEME = "data:";
    private static final String PACKED = ";base64";
    private static final int HEX = 16;

    /**
     * Empty when it is a URL of another scheme.
     *
     * @throws DomainException.Invalid when it cannot be read
     */
    static Optional<DataUrl> of(String url) {
        if (!url.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        int comma = url.indexOf(',');
        if (comma < 0) {
            throw unreadable();
        }
        String data = url.substring(comma + 1);
        boolean isPacked = url.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(PACKED);
        return Optional.of(new DataUrl(
                isPacked && isPlain(data) ? data : Base64.getEncoder().encodeToString(bytes(data, isPacked))));
    }

    /** The bytes as text. */
    String text() {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    /** Whether it can be passed on as it is, which saves a copy of what may be large. */
    private static boolean isPlain(String data) {
        return data.length() % 4 == 0
                && data.chars()
                        .allMatch(c -> c == '+' || c == '/' || c == '=' || (c < 128 && Character.isLetterOrDigit(c)));
    }

    private static byte[] bytes(String data, boolean isPacked) {
        try {
            byte[] bytes = withoutPercents(data);
            return isPacked ? Base64.getMimeDecoder().decode(bytes) : bytes;
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw unreadable();
        }
    }

    private static byte[] withoutPercents(String data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(data.length());
        for (int i = 0; i < data.length(); i++) {
            char c = data.charAt(i);
            if (c == '%') {
                bytes.write(Integer.parseInt(data, i + 1, i + 3, HEX));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static DomainException.Invalid unreadable() {
        return new DomainException.Invalid("parts", "must have readable data: URLs");
    }
}
