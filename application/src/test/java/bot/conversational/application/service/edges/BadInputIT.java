package bot.conversational.application.service.edges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call of the contract by every kind of caller, and with everything that nobody should send. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** In seconds: a body that is not cut off would take a day. */
    private static final int A_MINUTE = 60;

    private final Node node = Deployment.sharedNode();
    private final Api anybody = node.api();
    private OwnedResources owner = OwnedResources.of(anybody);
    private Api other = anybody;
    private Api administrator = anybody;
    private JsonNode description = JSON.missingNode();

    @BeforeAll
    void prepare() throws SQLException {
        other = anybody.asNewUser();
        String email = "admin-" + UUID.randomUUID() + "@example.com";
        anybody.asNewUser(email);
        try (Connection connection = Deployment.shared().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("update users set role = 'admin' where email = '" + email + "'");
        }
        administrator = anybody.logIn(email);
        description = anybody.get("/api/v1/openapi.json").expect(200).json();
    }

    @Test
    void everyCallOfTheContractShouldHaveARow() {
        TreeSet<String> described = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : description.get("paths").properties()) {
            path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
        }
        assertThat(Route.ALL.stream().map(Route::name)).containsExactlyInAnyOrderElementsOf(described);
    }

    @TestFactory
    Stream<DynamicTest> everyCallerShouldGetWhatIsHis() {
        return Route.ALL.stream()
                .map(route -> dynamicTest(route.name(), () -> {
                    OwnedResources mine = OwnedResources.of(anybody);
                    assertStatus(call(anybody, mine, route), route.nobody());
                    assertStatus(call(route.endsSession() ? anybody.asNewUser() : other, mine, route), route.other());
                    if (!route.endsSession()) {
                        assertStatus(call(administrator, mine, route), route.administrator());
                    }
                    if (route.needsSession()) {
                        assertStatus(call(anybody.with("Authorization", "Bearer nonsense"), mine, route), 401);
                    }
                    assertStatus(call(mine.api(), mine, route), route.owner());
                }));
    }

    @TestFactory
    Stream<DynamicTest> badBodyShouldBeRefused() {
        return Route.ALL.stream()
                .filter(route -> route.body().isPresent())
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
        bad.put("UTF-16", BodyPublishers.ofByteArray(new byte[] {0, 0, 0, (byte) 0xff, 1, 2, 3, 4}));
        bad.put("2 MiB", text(everyText(good, "\"" + "x".repeat(2 * 1024 * 1024) + "\"")));
        return bad;
    }

    private static int statusOf(String what) {
        return what.equals("2 MiB") ? 413 : 400;
    }

    @TestFactory
    Stream<DynamicTest> bodyOfAnotherTypeShouldBeRefused() {
        return Route.ALL.stream()
                .filter(route -> route.body().isPresent())
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

    @TestFactory
    Stream<DynamicTest> badIdShouldNameNothing() {
        List<String> bad = List.of(
                "no-id",
                UUID.randomUUID().toString(),
                "00000000-0000-0000-0000-00000000000",
                "1-1-1-1-1",
                "%00",
                "%ff",
                "%0d%0aX:%20y");
        return Route.ALL.stream()
                .filter(route -> route.path().contains("{"))
                .map(route -> dynamicTest(route.name(), () -> {
                    for (String id : bad) {
                        for (String variable : List.of("{id}", "{mid}")) {
                            if (route.path().contains(variable)) {
                                Route changed =
                                        new Route(route.name().replace(variable, id), route.body(), 404, 404, 401, 404);
                                Api.Answer answer = call(owner.api(), owner, changed);
                                assertThat(answer.status())
                                        .as("%s: %s", changed, answer.text())
                                        .isIn(400, 404);
                                assertProblem(answer);
                            }
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> badQueryShouldBeRefused() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Route route : Route.ALL) {
            JsonNode call = description
                    .get("paths")
                    .get(route.path())
                    .get(route.method().toLowerCase(Locale.ROOT));
            for (JsonNode parameter : call.path("parameters")) {
                if (parameter.get("in").asText().equals("query")) {
                    String name = parameter.get("name").asText();
                    tests.add(dynamicTest(route + " " + name, () -> assertBadQuery(route, name)));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(5);
        return tests.stream();
    }

    private void assertBadQuery(Route route, String name) {
        String path = owner.path(route);
        String start = path + (path.contains("?") ? "&" : "?") + name + "=";
        assertStatus(owner.api().get(start + "a&" + name + "=b"), 400);
        assertStatus(owner.api().get(start + "a%00b"), 400);
        if (name.equals("limit")) {
            assertStatus(owner.api().get(start + "many"), 400);
            assertStatus(owner.api().get(start + "201"), 422);
            assertStatus(owner.api().get(start + "-1"), 422);
        }
        if (name.equals("cursor")) {
            assertStatus(owner.api().get(start + "AAAA"), 400);
        }
    }

    /** A cursor is good for the list and the user that it was given to, unchanged. */
    @Test
    void cursorShouldBeNobodyElsesAndUnchangeable() {
        String second = owner.api().newConversation();
        owner.api().say(second, "first").expect(201);
        owner.api().say(second, "second").expect(201);
        String messages = "/api/v1/conversations/" + second + "/messages";
        for (String list : List.of("/api/v1/conversations", messages)) {
            String cursor = owner.api()
                    .get(list + "?limit=1")
                    .expect(200)
                    .json()
                    .get("nextCursor")
                    .asText();
            owner.api().get(list + "?limit=1&cursor=" + cursor).expect(200);
            for (int i = 0; i < cursor.length(); i++) {
                char changed = cursor.charAt(i) == 'A' ? 'B' : 'A';
                assertStatus(
                        owner.api().get(list + "?cursor=" + cursor.substring(0, i) + changed + cursor.substring(i + 1)),
                        400);
            }
            assertThat(other.get(list + "?cursor=" + cursor).status()).isIn(400, 404);
            String anothersList = list.equals(messages) ? "/api/v1/conversations" : messages;
            assertStatus(owner.api().get(anothersList + "?cursor=" + cursor), 400);
        }
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "X-Request-Id",
                "Idempotency-Key",
                "User-Agent",
                "Accept",
                "Content-Type",
                "Last-Event-ID",
                "Host",
                "Origin",
                "Cookie",
                "X-Forwarded-For",
                "Accept-Encoding"
            })
    void lineBreakInAHeaderShouldMakeNoHeader(String header) throws IOException {
        for (String value : List.of(
                "a\rInjected: b",
                "a\nInjected: b",
                "a\r\n Injected: b",
                "a\u0000b",
                "a\u00ff",
                "%0d%0aInjected:%20b")) {
            String answer = new RawHttp(node.port())
                    .send("GET /api/v1/conversations HTTP/1.1\r\n"
                            + (header.equals("Host") ? "" : "Host: localhost\r\n")
                            + header + ": " + value + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).matches("(?s)HTTP/1\\.1 4\\d\\d .*").contains("application/problem+json");
            assertThat(answer.lines().takeWhile(line -> !line.isEmpty()))
                    .noneMatch(line -> line.startsWith("Injected"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "X-Request-Id", "Idempotency-Key", "Content-Type", "Last-Event-ID"})
    void headerThatIsThereTwiceShouldBeRefused(String header) throws IOException {
        String token = owner.api().header("Authorization");
        String twice = header.equals("Authorization") ? "" : header + ": a\r\n" + header + ": b\r\n";
        String answer = new RawHttp(node.port())
                .send("GET /api/v1/conversations HTTP/1.1\r\nHost: localhost\r\n"
                        + "Authorization: " + token + "\r\n" + twice
                        + (header.equals("Authorization") ? "Authorization: " + token + "\r\n" : "")
                        + "Connection: close\r\n\r\n");
        assertThat(answer).matches("(?s)HTTP/1\\.1 4\\d\\d .*").contains("application/problem+json");
    }

    @Test
    void bodyThatTricklesInShouldBeCutOff() throws IOException {
        String answer = new RawHttp(node.port())
                .trickle(
                        "POST /api/v1/users HTTP/1.1\r\nHost: localhost\r\n"
                                + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n",
                        A_MINUTE);
        assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 408"))
                .as(answer)
                .isTrue();
    }

    private Api.Answer call(Api api, OwnedResources whose, Route route) {
        Api caller = route.body().isPresent() ? api.with("Content-Type", "application/json") : api;
        return Api.patiently(() -> caller.send(route.method(), whose.path(route), text(whose.body(route))));
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
        return body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    }

    /** The body with something else in place of each of its texts. */
    private static String everyText(String body, String json) {
        try {
            ObjectNode object = (ObjectNode) JSON.readTree(body);
            StringBuilder changed = new StringBuilder("{");
            object.properties()
                    .forEach(field -> changed.append(changed.length() == 1 ? "" : ", ")
                            .append('"')
                            .append(field.getKey())
                            .append("\": ")
                            .append(field.getValue().isTextual() ? json : field.getValue()));
            return changed.append('}').toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertStatus(Api.Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        if (status >= 400) {
            assertProblem(answer);
        }
    }

    private static void assertProblem(Api.Answer answer) {
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.text()).doesNotContain("bot.conversational", "jackson", "java.", "select ", "PSQL");
    }
}
