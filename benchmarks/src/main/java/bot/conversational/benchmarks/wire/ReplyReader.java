package bot.conversational.benchmarks.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads answers of HTTP/1.1 as they come, one behind the other. */
final class ReplyReader {

    private enum Part {
        HEAD,
        SIZE_OF_CHUNK,
        CHUNK,
        END_OF_CHUNK,
        TRAILER,
        BODY
    }

    private static final int LONGEST_LINE = 8_192;

    private final byte[] line = new byte[LONGEST_LINE];
    private int lineLength;
    private Part part = Part.HEAD;
    private int status;
    private long left;
    private boolean chunked;
    private boolean last;

    /** Whether the server closes the connection after the answer that was read last. */
    boolean last() {
        return last;
    }

    /** Whether an answer has begun and not ended. */
    boolean within() {
        return part != Part.HEAD || status != 0 || lineLength > 0;
    }

    /** Reads all of the bytes, or those up to the end of an answer, and returns the place behind them. */
    int read(byte[] bytes, int from, int to, Reply reply) throws IOException {
        int at = from;
        while (at < to) {
            if (part == Part.BODY || part == Part.CHUNK) {
                int next = (int) Math.min(to, at + left);
                left -= next - at;
                reply.body(bytes, at, next);
                at = next;
                if (left == 0 && part == Part.BODY) {
                    return end(at, reply);
                }
                part = left == 0 ? Part.END_OF_CHUNK : part;
            } else {
                byte next = bytes[at++];
                if (next != '\n') {
                    keep(next);
                } else if (line(reply)) {
                    return end(at, reply);
                }
            }
        }
        return at;
    }

    private int end(int at, Reply reply) {
        part = Part.HEAD;
        status = 0;
        chunked = false;
        reply.end();
        return at;
    }

    private void keep(byte next) throws IOException {
        if (lineLength == LONGEST_LINE) {
            throw new IOException("a line without end");
        }
        line[lineLength++] = next;
    }

    /** A line is complete. Whether the answer is. */
    private boolean line(Reply reply) throws IOException {
        String text = new String(line, 0, lineLength, StandardCharsets.ISO_8859_1).strip();
        lineLength = 0;
        return switch (part) {
            case HEAD -> head(text, reply);
            case SIZE_OF_CHUNK -> {
                left = Long.parseLong(text, 16);
                part = left == 0 ? Part.TRAILER : Part.CHUNK;
                yield false;
            }
            case END_OF_CHUNK -> {
                part = Part.SIZE_OF_CHUNK;
                yield false;
            }
            case TRAILER -> text.isEmpty();
            case CHUNK, BODY -> throw new IOException("no line is here");
        };
    }

    private boolean head(String text, Reply reply) throws IOException {
        if (status == 0) {
            if (!text.startsWith("HTTP/1.1 ")) {
                throw new IOException("no answer of HTTP/1.1");
            }
            status = Integer.parseInt(text.substring(9, 12));
            left = 0;
            last = false;
            return false;
        }
        if (!text.isEmpty()) {
            String header = text.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                left = Long.parseLong(header.substring(15).strip());
            }
            chunked |= header.startsWith("transfer-encoding:") && header.endsWith("chunked");
            last |= header.startsWith("connection:") && header.endsWith("close");
            return false;
        }
        reply.status(status);
        part = chunked ? Part.SIZE_OF_CHUNK : Part.BODY;
        return !chunked && left == 0;
    }
}
