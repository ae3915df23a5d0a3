package bot.conversational.application.service.edges;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.instancio.Instancio;
import org.instancio.Random;
import org.instancio.Select;

/** A request that is nearly right, or not at all; its seed makes it again. */
record FuzzedRequest(Route route, String path, Map<String, String> headers, byte[] body) {

    private static final List<String> WORDS = List.of(
            "",
            " ",
            "\u0000",
            "\uFEFF",
            "\uFFFF",
            "null",
            "true",
            "-1",
            "0",
            "1e999",
            "9999999999999999999",
            "NaN",
            "'",
            "\"",
            "\\",
            "--",
            "' or 1=1 --",
            "$1",
            ":user",
            "${jndi:ldap://x}",
            "../../etc/passwd",
            "<em>",
            "*",
            "a*",
            "\"unbalanced",
            "-",
            "%",
            "_",
            "{}",
            "[]",
            "\r\nX: y",
            "\u202E",
            "e\u0301\u0301\u0301",
            "\uD83D\uDE00",
            "I\u0307",
            "2026-01-01T00:00:00Z",
            "2026-13-45",
            "+999999999-12-31T23:59:59Z");

    private static final List<String> JSON = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1.5",
            "1e400",
            "123456789012345678901234567890",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "{}",
            "[]",
            "[[[[]]]]",
            "{\"a\": {\"a\": {}}}",
            "\"" + "x".repeat(40_000) + "\"",
            "NaN",
            "'a'",
            "\"\\x\"",
            "01");

    private static final List<String> HEADERS = List.of(
            "Authorization",
            "Idempotency-Key",
            "X-Request-Id",
            "Accept",
            "Content-Type",
            "Accept-Language",
            "Accept-Encoding",
            "Last-Event-ID",
            "Origin",
            "Cookie",
            "User-Agent",
            "X-Forwarded-For",
            "If-None-Match",
            "Range",
            "X-HTTP-Method-Override");

    /** The request of a seed, against what the one user owns and the other does not. */
    static FuzzedRequest of(long seed, OwnedResources mine, OwnedResources anothers) {
        return Instancio.of(FuzzedRequest.class)
                .withSeed(new SplittableRandom(seed).nextLong()) // neighbouring seeds alone begin nearly alike
                .supply(Select.root(), random -> of(random, mine, anothers))
                .create();
    }

    private static FuzzedRequest of(Random random, OwnedResources mine, OwnedResources anothers) {
        Route drawn = random.oneOf(Route.ALL);
        // Hashing takes a core for as long as twenty other calls: those that do are drawn a quarter as often.
        Route route = drawn.hashes() && random.intRange(0, 3) > 0 ? random.oneOf(Route.ALL) : drawn;
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", random.intRange(0, 20) == 0 ? "text/plain" : "application/json");
        if (route.needsSession() && !route.endsSession()) {
            headers.put("Authorization", mine.api().header("Authorization"));
        }
        while (random.intRange(0, 3) == 0) {
            headers.put(random.oneOf(HEADERS), printable(word(random)));
        }
        byte[] body =
                route.body().isEmpty() && random.intRange(0, 3) > 0 ? new byte[0] : body(random, mine.body(route));
        return new FuzzedRequest(route, path(random, route, mine, anothers) + query(random), headers, body);
    }

    private static String path(Random random, Route route, OwnedResources mine, OwnedResources anothers) {
        String path = switch (random.intRange(0, 5)) {
            case 0 -> anothers.path(route);
            case 1 -> route.path().replaceAll("\\{\\w+}", encoded(word(random) + "x"));
            case 2 -> route.path().replaceAll("\\{\\w+}", new UUID(random.longRange(0, 9), 0).toString());
            default -> mine.path(route);
        };
        return path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
    }

    private static String query(Random random) {
        StringBuilder query = new StringBuilder();
        List<String> names = List.of(
                "q",
                "limit",
                "cursor",
                "branch",
                "archived",
                "folder",
                "tag",
                "siblings",
                "mode",
                "role",
                "conversationId",
                "model",
                "feedback",
                "from",
                "to",
                "sort",
                "interval",
                "zone",
                "format",
                "nobody");
        while (random.intRange(0, 2) > 0) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(random.oneOf(names))
                    .append('=')
                    .append(encoded(word(random)));
        }
        return query.toString();
    }

    private static byte[] body(Random random, String good) {
        String text = switch (random.intRange(0, 4)) {
            case 0 -> random.oneOf(JSON);
            case 1 -> good.replaceFirst("\"[^\"]*\"(?=[,}])", "\"" + "y".repeat(random.intRange(0, 9_000)) + "\"");
            case 2 ->
                good.replaceFirst(
                        "(?<=: )(\"[^\"]*\"|true)", java.util.regex.Matcher.quoteReplacement(random.oneOf(JSON)));
            default -> good;
        };
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int wounds = random.intRange(0, 2) == 0 ? random.intRange(1, 4) : 0;
        for (int i = 0; i < wounds && bytes.length > 0; i++) {
            int at = random.intRange(0, bytes.length - 1);
            if (random.trueOrFalse()) {
                bytes[at] = (byte) random.intRange(0, 255);
            } else {
                bytes = Arrays.copyOf(bytes, at);
            }
        }
        return bytes;
    }

    private static String word(Random random) {
        return switch (random.intRange(0, 4)) {
            case 0 -> Character.toString(random.intRange(0, 0xD7FF)).repeat(random.intRange(1, 300));
            case 1 -> random.alphanumeric(random.intRange(1, 20)) + random.oneOf(WORDS);
            default -> random.oneOf(WORDS);
        };
    }

    private static String encoded(String text) {
        return HexFormat.of().withPrefix("%").formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What a client library lets through: the rest is for raw sockets. */
    private static String printable(String text) {
        String kept = text.replaceAll("[^\\x20-\\x7E]", "?");
        return kept.isBlank() ? "?" : kept.strip();
    }

    @Override
    public String toString() {
        return route.method() + " " + path + " " + headers.keySet() + " "
                + new String(body, StandardCharsets.ISO_8859_1);
    }
}
