package bot.conversational.benchmarks.wire;

import java.nio.charset.StandardCharsets;

/** Bytes of requests. */
public final class Request {

    private Request() {}

    /** @param headers further lines, each with its end */
    public static byte[] get(String path, String token, String headers) {
        return ("GET " + path + head(token) + headers + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** @param json in ASCII */
    public static byte[] post(String path, String token, String accept, String json) {
        return ("POST " + path + head(token) + "Accept: " + accept
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n" + json)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String head(String token) {
        return " HTTP/1.1\r\nHost: localhost\r\n" + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n");
    }
}
