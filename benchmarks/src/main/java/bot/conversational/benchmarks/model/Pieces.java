package bot.conversational.benchmarks.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Pieces of an OpenAI-compatible stream, as chunks of HTTP/1.1 that are ready to be written. */
final class Pieces {

    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String FRAME =
            "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"scripted\",\"choices\":[%s]%s}\n\n";
    private static final int REPEATING = 16;

    private final ByteBuffer[] usual = new ByteBuffer[REPEATING];

    Pieces() {
        for (int i = 0; i < REPEATING; i++) {
            usual[i] = bytes(chunk(token(Wish.NONE.token(i))));
        }
    }

    ByteBuffer head() {
        return bytes(HEAD);
    }

    ByteBuffer piece(Wish wish, int number) {
        boolean own = number == 0 && !wish.saying().isEmpty();
        return own ? bytes(chunk(token(wish.token(0)))) : usual[number % REPEATING].duplicate();
    }

    /** All pieces of an answer in one. */
    ByteBuffer all(Wish wish) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < wish.tokens(); i++) {
            all.append(chunk(token(wish.token(i))));
        }
        return bytes(all.toString());
    }

    /** What is behind the last piece. */
    ByteBuffer end(Wish wish) {
        String finish = FRAME.formatted("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}", "");
        String usage = FRAME.formatted(
                "",
                ",\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":%d,\"total_tokens\":%d}"
                        .formatted(wish.tokens(), 100 + wish.tokens()));
        return bytes(chunk(finish + usage + "data: [DONE]\n\n") + "0\r\n\r\n");
    }

    private static String token(String text) {
        return FRAME.formatted("{\"index\":0,\"delta\":{\"content\":\"" + text + "\"},\"finish_reason\":null}", "");
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
