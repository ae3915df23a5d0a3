package bot.conversational.domain.llm.parts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** The images that models take, known by their first bytes. */
public final class ImageTypes {

    private static final Map<String, byte[]> BEGINNINGS = Map.of(
            "image/png",
            new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
            "image/jpeg",
            new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF},
            "image/gif",
            ascii("GIF8"),
            "image/webp",
            ascii("RIFF"));
    private static final byte[] WEBP = ascii("WEBP");
    private static final int WEBP_AT = 8;

    private ImageTypes() {}

    public static boolean isKnown(String mediaType) {
        return BEGINNINGS.containsKey(mediaType);
    }

    /** Whether these bytes begin as an image of this type does. */
    public static boolean is(String mediaType, byte[] bytes) {
        byte[] beginning = BEGINNINGS.getOrDefault(mediaType, new byte[0]);
        return beginning.length > 0
                && has(bytes, 0, beginning)
                && (!mediaType.equals("image/webp") || has(bytes, WEBP_AT, WEBP));
    }

    private static boolean has(byte[] bytes, int at, byte[] expected) {
        return bytes.length >= at + expected.length
                && Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
