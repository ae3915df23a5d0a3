package bot.conversational.application.service.edges;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.http.fastpath.FastPathHandler;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.NodeWithoutFastPath;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * That callers cannot tell which way their message went: past Jersey, or not because it names more than one form of an answer,
 * or not because the node does without.
 */
class FastPathIT {

    private static final String PLAIN = "Accept: application/json\r\n";
    private static final String UNUSUAL = "Accept: application/json, image/png;q=0.1\r\n";
    private static final String KEY = "Idempotency-Key: once\r\n";
    private static final String REPLAYED = "idempotent-replayed";

    private final List<Way> ways = List.of(
            Way.of(Deployment.sharedNode(), PLAIN),
            Way.of(Deployment.sharedNode(), UNUSUAL),
            Way.of(NodeWithoutFastPath.shared(), PLAIN));

    /** A node, how it is asked, and who asks it. */
    private record Way(Node node, String accept, Api ada, Api eve, String conversation) {

        static Way of(Node node, String accept) {
            Api ada = node.api().asNewUser();
            String conversation = ada.newConversation();
            ada.say(conversation, "Nobody is before me").expect(201);
            return new Way(node, accept, ada, node.api().asNewUser(), conversation);
        }
    }

    /** What can be compared: the status, each header, and the names in the body, with the values that tell no time. */
    private record Seen(String status, TreeMap<String, String> headers, List<String> body) {}

    @Test
    void allWaysShouldAnswerAlike() throws IOException {
        assertAlike(201, Way::ada, Way::conversation, "{\"content\": \"Good morning\"}", "");
        assertAlike(201, Way::ada, Way::conversation, "{\"content\": \"Größe? 😀\", \"temperature\": 0.5}", "");
        Seen first = assertAlike(201, Way::ada, Way::conversation, "{\"content\": \"Once\"}", KEY);
        assertThat(first.headers).doesNotContainKey(REPLAYED);
        Seen again = assertAlike(
                201,
                Way::ada,
                Way::conversation,
                "{\"content\": \"Once\"}",
                KEY + "Origin: https://evil.example.com\r\n");
        assertThat(again.headers).containsEntry(REPLAYED, "true");
        assertAlike(422, Way::ada, Way::conversation, "{\"content\": \"Twice\"}", KEY);
        assertAlike(422, Way::ada, Way::conversation, "{\"content\": \"a\", \"model\": \"nobody-has-it\"}", "");
        assertAlike(422, Way::ada, Way::conversation, "{\"content\": \" \"}", "");
        assertAlike(404, Way::ada, way -> UUID.randomUUID().toString(), "{\"content\": \"a\"}", "");
        assertAlike(404, Way::eve, Way::conversation, "{\"content\": \"a\"}", "");
        assertAlike(401, way -> way.node.api(), Way::conversation, "{\"content\": \"a\"}", "");
        assertAlike(
                401,
                way -> way.node.api().with("Authorization", "Bearer nonsense"),
                Way::conversation,
                "{\"content\": \"a\"}",
                "");
    }

    /** Dropwizard names the metrics of all calls by the outermost handler. */
    @Test
    void nodeShouldHaveItUnlessConfiguredOtherwise() {
        String handler = FastPathHandler.class.getSimpleName();
        assertThat(Deployment.sharedNode().serverMetrics()).anyMatch(name -> name.contains(handler));
        assertThat(NodeWithoutFastPath.shared().serverMetrics()).isNotEmpty().noneMatch(name -> name.contains(handler));
    }

    /** Sends the same each way, and gives what all of them answered. */
    private Seen assertAlike(
            int status, Function<Way, Api> caller, Function<Way, String> conversation, String body, String headers)
            throws IOException {
        List<Seen> answers = new ArrayList<>();
        for (Way way : ways) {
            answers.add(send(way.node, caller.apply(way), conversation.apply(way), body, way.accept + headers));
        }
        assertThat(answers.getFirst().status).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answers).containsOnly(answers.getFirst());
        return answers.getFirst();
    }

    private static Seen send(Node node, Api caller, String conversation, String body, String headers)
            throws IOException {
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
