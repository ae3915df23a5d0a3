package bot.conversational.domain.files;

import bot.conversational.domain.llm.parts.ImageTypes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Whether bytes are what their media type says, as far as that is easily told: images and PDF by their first bytes, text
 * by its encoding. Any bytes are of any other type.
 */
final class ContentCheck {

    private static final String PDF = "application/pdf";
    private static final byte[] PDF_BEGINNING = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private final String mediaType;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer decoded = CharBuffer.allocate(8 * 1024);

    /** The beginning of a character whose rest is in the next chunk. */
    private byte[] rest = {};

    private boolean begun;

    ContentCheck(String mediaType) {
        this.mediaType = mediaType;
    }

    /**
     * Looks at the next chunk.
     *
     * @return false when the type is another
     */
    boolean accepts(byte[] chunk, boolean last) {
        boolean first = !begun;
        begun = true;
        return (!first || beginsWell(chunk)) && (!MediaTypes.isText(mediaType) || isUtf8(chunk, last));
    }

    private boolean beginsWell(byte[] chunk) {
        if (mediaType.equals(PDF)) {
            int length = PDF_BEGINNING.length;
            return chunk.length >= length && Arrays.equals(chunk, 0, length, PDF_BEGINNING, 0, length);
        }
        return !ImageTypes.isKnown(mediaType) || ImageTypes.is(mediaType, chunk);
    }

    private boolean isUtf8(byte[] chunk, boolean last) {
        ByteBuffer bytes = ByteBuffer.allocate(rest.length + chunk.length);
        bytes.put(rest).put(chunk).flip();
        CoderResult result;
        do {
            decoded.clear();
            result = decoder.decode(bytes, decoded, last);
        } while (result.isOverflow());
        rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return !result.isError();
    }
}
