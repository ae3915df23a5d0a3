package bot.conversational.application.service.edges;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** That nobody can tell which way his message went: past Jersey, or not because it names more than one form of an answer. */
class TurnShortcutIT {

    private static final String SHORT_WAY = "Accept: application/json\r\n";
    private static final String LONG_WAY = "Accept: application/json, image/png;q=0.1\r\n";
    private static final String KEY = "Idempotency-Key: once\r\n";

    private final Node node = Deployment.sharedNode();

    /** What can be compared: the status, each header, and the names in the body, with the values that tell no time. */
    private record Seen(String status, TreeMap<String, String> headers, List<String> body) {}

    @Test
    void bothWaysShouldAnswerAlike() throws IOException {
        Api ada = node.api().asNewUser();
        Api eve = node.api().asNewUser();
        String conversation = ada.newConversation();
        ada.say(conversation, "Nobody is before me").expect(201);
        assertAlike(201, ada, conversation, "{\"content\": \"Good morning\"}", "");
        assertAlike(201, ada, conversation, "{\"content\": \"Größe? 😀\", \"temperature\": 0.5}", "");
        assertAlike(201, ada, conversation, "{\"content\": \"Once\"}", KEY);
        assertAlike(201, ada, conversation, "{\"content\": \"Once\"}", KEY + "Origin: https://evil.example.com\r\n");
        assertAlike(422, ada, conversation, "{\"content\": \"Twice\"}", KEY);
        assertAlike(422, ada, conversation, "{\"content\": \"a\", \"model\": \"nobody-has-it\"}", "");
        assertAlike(422, ada, conversation, "{\"content\": \" \"}", "");
        assertAlike(404, ada, UUID.randomUUID().toString(), "{\"content\": \"a\"}", "");
        assertAlike(404, eve, conversation, "{\"content\": \"a\"}", "");
        assertAlike(401, node.api(), conversation, "{\"content\": \"a\"}", "");
        assertAlike(401, node.api().with("Authorization", "Bearer nonsense"), conversation, "{\"content\": \"a\"}", "");
    }

    private void assertAlike(int status, Api caller, String conversation, String body, String headers)
            throws IOException {
        Seen shortWay = send(caller, conversation, body, SHORT_WAY + headers);
        Seen longWay = send(caller, conversation, body, LONG_WAY + headers);
        assertThat(shortWay.status).startsWith("HTTP/1.1 " + status + " ");
        assertThat(shortWay.status).isEqualTo(longWay.status);
        if (longWay.headers.remove("idempotent-replayed") != null && status == 201) {
            shortWay.headers.remove("idempotent-replayed"); // of a second pair
        }
        assertThat(shortWay.headers).isEqualTo(longWay.headers);
        assertThat(shortWay.body).isEqualTo(longWay.body);
    }

    private Seen send(Api caller, String conversation, String body, String headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String token = caller.header("Authorization");
        String answer = new RawHttp(node.port())
                .send("POST /api/v1/conversations/" + conversation + "/messages HTTP/1.1\r\nHost: localhost\r\n"
                        + "Connection: close\r\nContent-Type: application/json\r\n" + headers
                        + (token.isEmpty() ? "" : "Authorization: " + token + "\r\n")
                        + "Content-Length: " + bytes.length + "\r\n\r\n"
                        + new String(bytes, StandardCharsets.ISO_8859_1));
        String[] parts = answer.split("\r\n\r\n", 2);
        String[] lines = parts[0].split("\r\n");
        TreeMap<String, String> fields = new TreeMap<>();
        for (String line : List.of(lines).subList(1, lines.length)) {
            String[] field = line.split(":", 2);
            String name = field[0].toLowerCase(Locale.ROOT);
            boolean moves = List.of("x-request-id", "date", "content-length", "ratelimit")
                    .contains(name);
            fields.put(name, moves ? "" : field[1].strip());
        }
        List<String> shape = new ArrayList<>();
        shape(new ObjectMapper().readTree(parts[1]), "", shape);
        return new Seen(lines[0], fields, shape);
    }

    private static void shape(JsonNode node, String at, List<String> into) {
        if (node.isContainerNode()) {
            node.properties().forEach(field -> shape(field.getValue(), at + "/" + field.getKey(), into));
            if (node.isArray()) {
                node.forEach(element -> shape(element, at + "/", into));
            }
        } else {
            boolean fixed = List.of("role", "status", "type", "title", "detail", "model", "message", "field")
                    .contains(at.substring(at.lastIndexOf('/') + 1));
            into.add(at + " " + node.getNodeType() + (fixed ? " " + node.asText() : ""));
        }
    }
}
