package bot.conversational.application.service.openai;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bodies that nobody should send: none is a mistake of the service's, and none is a stream that never ends. */
class HostileBodiesIT {

    /** {@code -Pfaults} sends 10,000. */
    private static final int REQUESTS = Integer.getInteger("faults.hostile", 300);

    private static final List<String> PATHS = List.of(
            "/v1/chat/completions",
            "/v1/chat/completions",
            "/v1/embeddings",
            "/v1/responses",
            "/v1/conversations",
            "/v1/conversations/conv_x/items",
            "/v1/models/x",
            "/v1/x");

    private static final List<String> FIELDS = List.of(
            "model",
            "messages",
            "stream",
            "stream_options",
            "n",
            "tools",
            "tool_choice",
            "response_format",
            "stop",
            "temperature",
            "max_tokens",
            "seed",
            "input",
            "encoding_format",
            "dimensions",
            "user",
            "functions",
            "role",
            "content",
            "tool_calls",
            "tool_call_id",
            "type",
            "image_url",
            "url",
            "function",
            "name",
            "arguments",
            "parameters",
            "json_schema",
            "schema",
            "top_p",
            "include_usage",
            "\\u0000",
            "\\ud800",
            "");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e999",
            "1e-999",
            "1e400",
            "9223372036854775808",
            "\"offline\"",
            "\"user\"",
            "\"assistant\"",
            "\"system\"",
            "\"tool\"",
            "\"function\"",
            "\"text\"",
            "\"json_schema\"",
            "\"data:,\"",
            "\"data:image/png;base64,%\"",
            "\"http://[\"",
            "\"\"",
            "\" \"",
            "\"\\ud83d\"",
            "\"\\u0000\"",
            "[]",
            "{}",
            "[[[[[[]]]]]]",
            "0.1",
            "\"x\"",
            "\"required\"");

    private final Api user = Deployment.sharedNode().api().asNewUser().with("Content-Type", "application/json");

    @Test
    void noBodyShouldBreakTheService() {
        long seed = Long.getLong("hostile.seed", ThreadLocalRandom.current().nextLong(1L << 40));
        List<String> wrong = new ArrayList<>();
        IntStream.range(0, REQUESTS).parallel().forEach(i -> {
            Random random = new Random(seed + i);
            String path = PATHS.get(random.nextInt(PATHS.size()));
            String body = body(random);
            Api.Answer answer =
                    user.send("POST", path, java.net.http.HttpRequest.BodyPublishers.ofByteArray(spoilt(body, random)));
            boolean enveloped =
                    answer.status() == 200 || answer.json().path("error").has("code");
            if (answer.status() >= 500 || !enveloped || answer.text().contains("internal_error")) {
                synchronized (wrong) {
                    wrong.add("seed " + (seed + i) + ": " + answer.status() + " " + answer.text() + " for " + body);
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    private static String body(Random random) {
        if (random.nextInt(10) == 0) {
            return value(random, 0);
        }
        StringBuilder body = new StringBuilder("{");
        if (random.nextInt(4) > 0) {
            body.append("\"model\": \"offline\", ");
        }
        if (random.nextInt(4) > 0) {
            body.append("\"messages\": [").append(object(random, 0)).append("], ");
        }
        return body + object(random, 0).substring(1);
    }

    private static String object(Random random, int depth) {
        StringBuilder object = new StringBuilder("{");
        if (depth == 0 && random.nextBoolean()) {
            object.append("\"role\": \"user\", \"content\": \"x\", ");
        }
        Iterator<Integer> fields =
                IntStream.rangeClosed(1, 1 + random.nextInt(4)).iterator();
        while (fields.hasNext()) {
            int left = fields.next();
            object.append(left == 1 ? "" : ", ")
                    .append('"')
                    .append(FIELDS.get(random.nextInt(FIELDS.size())))
                    .append("\": ")
                    .append(value(random, depth + 1));
        }
        return object + "}";
    }

    private static String value(Random random, int depth) {
        int kind = depth > 3 ? 0 : random.nextInt(4);
        return switch (kind) {
            case 1 -> object(random, depth);
            case 2 -> "[" + object(random, depth) + ", " + value(random, depth + 1) + "]";
            default -> VALUES.get(random.nextInt(VALUES.size()));
        };
    }

    /** Now and then a byte is another one, or the rest is missing. */
    private static byte[] spoilt(String body, Random random) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(8) == 0 && bytes.length > 2) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(12) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    }
}
