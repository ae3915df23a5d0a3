package bot.conversational.application.service.edges;

import static bot.conversational.application.service.edges.ProblemAssertions.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every call of the contract that takes JSON, with bodies that nobody should send: they write nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadBodyIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Longer than they need be, surrogates, beyond Unicode, cut, and no beginning. */
    private static final List<String> NOT_UTF_8 = List.of(
            "c0af",
            "c1bf",
            "e080af",
            "e09fbf",
            "f08080af",
            "f08fbfbf",
            "eda080",
            "edbfbf",
            "eda0bdedb880",
            "f4908080",
            "f5808080",
            "f8888080a0",
            "c3",
            "e282",
            "f09f98",
            "80",
            "fe");

    /** In seconds: a body that is not cut off would take a day. */
    private static final int A_MINUTE = 60;

    private final Node node = Deployment.sharedNode();
    private final Api anybody = node.api();
    private final OwnedResources owner = OwnedResources.of(anybody);

    @TestFactory
    Stream<DynamicTest> badBodyShouldBeRefused() {
        return Route.ALL.stream()
                .filter(Route::takesJson)
                .flatMap(route -> badBodies(route).entrySet().stream()
                        .map(bad -> dynamicTest(route + " with " + bad.getKey(), () -> {
                            List<Long> before = written();
                            Api api = owner.api().with("Content-Type", "application/json");
                            assertStatus(
                                    api.send(route.method(), owner.path(route), bad.getValue()),
                                    statusOf(bad.getKey()));
                            assertThat(written()).as("rows").isEqualTo(before);
                        })));
    }

    private Map<String, BodyPublisher> badBodies(Route route) {
        String good = owner.body(route);
        Map<String, BodyPublisher> bad = new java.util.LinkedHashMap<>();
        if (!route.bodyIsOptional()) {
            bad.put("no body", BodyPublishers.noBody());
            bad.put("null", text("null"));
        }
        bad.put("broken JSON", text(good.substring(0, good.length() - 1)));
        bad.put("deep JSON", text("{\"title\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}"));
        bad.put("an unknown field", text("{\"surprise\": 1, " + good.substring(1)));
        bad.put("a doubled field", text(good.substring(0, good.length() - 1) + ", " + good.substring(1)));
        bad.put("a list", text("[]"));
        bad.put("a text", text("\"" + "a" + "\""));
        bad.put("a wrong type", text(everyText(good, "{}")));
        bad.put("a NUL", text(everyText(good, "\"a\\u0000b\"")));
        bad.put("half a surrogate pair", text(everyText(good, "\"a\\ud83db\"")));
        bad.put(
                "invalid UTF-8",
                BodyPublishers.ofByteArray(everyText(good, "\"a\u00e9b\"").getBytes(StandardCharsets.ISO_8859_1)));
        for (String bytes : NOT_UTF_8) {
            byte[] body = everyText(good, "\"a\u00ff\"").getBytes(StandardCharsets.ISO_8859_1);
            bad.put(
                    "the bytes " + bytes,
                    BodyPublishers.ofByteArray(replaced(body, HexFormat.of().parseHex(bytes))));
        }
        bad.put("UTF-16 without a mark", BodyPublishers.ofByteArray(good.getBytes(StandardCharsets.UTF_16BE)));
        bad.put("UTF-16", BodyPublishers.ofByteArray(new byte[] {0, 0, 0, (byte) 0xff, 1, 2, 3, 4}));
        bad.put("2 MiB", text(everyText(good, "\"" + "x".repeat(2 * 1024 * 1024) + "\"")));
        return bad;
    }

    /** The body with other bytes in place of each 0xFF. */
    private static byte[] replaced(byte[] body, byte[] other) {
        String bytes = new String(other, StandardCharsets.ISO_8859_1);
        return new String(body, StandardCharsets.ISO_8859_1)
                .replace("\u00ff", bytes)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int statusOf(String what) {
        return what.equals("2 MiB") ? 413 : 400;
    }

    @TestFactory
    Stream<DynamicTest> bodyOfAnotherTypeShouldBeRefused() {
        return Route.ALL.stream()
                .filter(Route::takesJson)
                .map(route -> dynamicTest(route.name(), () -> {
                    BodyPublisher body = text(owner.body(route));
                    for (String type :
                            List.of("text/plain", "application/xml", "application/x-www-form-urlencoded", "nonsense")) {
                        Api.Answer answer =
                                owner.api().with("Content-Type", type).send(route.method(), owner.path(route), body);
                        assertStatus(answer, type.equals("nonsense") ? 400 : 415);
                    }
                }));
    }

    @Test
    void anothersMessageShouldBeNoParentAndNoBranch() {
        OwnedResources anothers = OwnedResources.of(anybody);
        String path = "/api/v1/conversations/" + owner.conversation() + "/messages";
        List<Long> before = written();
        assertStatus(owner.api().post(path, Map.of("content", "a", "parentId", anothers.answer())), 404);
        assertStatus(owner.api().get(path + "?branch=" + anothers.answer()), 404);
        assertStatus(owner.api().put(path + "/" + anothers.answer() + "/feedback", Map.of("rating", "up")), 404);
        assertThat(written()).isEqualTo(before);
    }

    @Test
    void bodyThatTricklesInShouldBeCutOff() throws IOException {
        String answer = new RawHttp(node.port())
                .trickle(
                        "POST /api/v1/users HTTP/1.1\r\nHost: localhost\r\n"
                                + "Content-Type: application/json\r\nContent-Length: 10000\r\n\r\n",
                        A_MINUTE);
        assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 408"))
                .as(answer)
                .isTrue();
    }

    /** Every row that a bad body could have written: new accounts, and all that the owner has. */
    private List<Long> written() {
        String his = " where user_id = (select id from users where email = '" + owner.email() + "')";
        List<String> queries = new ArrayList<>();
        queries.add("select count(*) from users where email like 'new-%'");
        queries.add("select sum(version) from conversations" + his);
        for (String table : List.of("conversations", "messages", "turns", "message_feedback", "sessions")) {
            queries.add("select count(*) from " + table + his);
        }
        try (Connection connection = Deployment.shared().connect();
                Statement statement = connection.createStatement()) {
            List<Long> counts = new ArrayList<>();
            for (String query : queries) {
                try (ResultSet row = statement.executeQuery(query)) {
                    row.next();
                    counts.add(row.getLong(1));
                }
            }
            return counts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BodyPublisher text(String body) {
        return BodyPublishers.ofString(body);
    }

    /** The body with something else in place of each of its texts. */
    private static String everyText(String body, String json) {
        try {
            ObjectNode object = (ObjectNode) JSON.readTree(body);
            boolean none = object.properties().stream()
                    .noneMatch(field -> field.getValue().isTextual());
            StringBuilder changed = new StringBuilder("{");
            object.properties()
                    .forEach(field -> changed.append(changed.length() == 1 ? "" : ", ")
                            .append('"')
                            .append(field.getKey())
                            .append("\": ")
                            .append(none || field.getValue().isTextual() ? json : field.getValue()));
            return changed.append('}').toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
