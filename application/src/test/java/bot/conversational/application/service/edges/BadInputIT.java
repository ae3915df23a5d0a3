package bot.conversational.application.service.edges;

import static bot.conversational.application.service.edges.ProblemAssertions.assertProblem;
import static bot.conversational.application.service.edges.ProblemAssertions.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
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

/** Every call of the contract by every kind of caller, and with paths, queries and headers that nobody should send. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

    private final Node node = Deployment.sharedNode();
    private final Api anybody = node.api();
    private OwnedResources owner = OwnedResources.of(anybody);
    private Api other = anybody;
    private Api administrator = anybody;
    private JsonNode description = MissingNode.getInstance();

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
                    if (route.needsSession()) {
                        assertStatus(call(anybody.with("Authorization", "Bearer nonsense"), mine, route), 401);
                    }
                    assertStatus(call(mine.api(), mine, route), route.owner());
                    // The last one, who may end the owner's sessions.
                    if (!route.endsSession()) {
                        assertStatus(call(administrator, mine, route), route.administrator());
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
                        for (String variable : List.of("{id}", "{mid}", "{blob}")) {
                            if (route.path().contains(variable)) {
                                Route changed =
                                        new Route(route.name().replace(variable, id), route.body(), 404, 404, 401, 404);
                                Api.Answer answer = call(owner.api(), owner, changed);
                                assertThat(answer.status())
                                        .as("%s: %s", changed, answer.text())
                                        .isIn(400, 404, route.owner() == 403 ? 403 : 404);
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
                    String type = parameter
                            .at("/schema/format")
                            .asText(parameter.at("/schema/type").asText());
                    tests.add(dynamicTest(
                            route + " " + name + " of another type", () -> assertOtherTypes(route, name, type)));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(5);
        return tests.stream();
    }

    private void assertOtherTypes(Route route, String name, String type) {
        List<String> others = switch (type) {
            case "date-time" ->
                List.of(
                        "-999999999-01-01T00:00:00Z",
                        "%2B999999999-12-31T23:59:59Z",
                        "%2B10000-01-01T00:00:00Z",
                        "0000-12-31T23:59:59Z",
                        "9999-12-31T23:59:59-18:00",
                        "2026-02-30T00:00:00Z",
                        "2026-01-01",
                        "now",
                        "");
            case "int32" -> List.of("1.5", "1e3", "2147483648", "0x10", "%2B-1", "");
            case "boolean" -> List.of("TRUE", "1", "yes", "");
            case "uuid" -> List.of("1-1-1-1-1", "0", "");
            default -> List.of();
        };
        String path = owner.path(route);
        for (String other : others) {
            assertStatus(query(route, path + (path.contains("?") ? "&" : "?") + name + "=" + other), 400);
        }
    }

    private void assertBadQuery(Route route, String name) {
        String path = owner.path(route);
        String start = path + (path.contains("?") ? "&" : "?") + name + "=";
        assertStatus(query(route, start + "a&" + name + "=b"), 400);
        assertStatus(query(route, start + "a%00b"), 400);
        if (name.equals("limit")) {
            assertStatus(query(route, start + "many"), 400);
            int broken = route.path().startsWith("/v1/") ? 400 : 422;
            assertStatus(query(route, start + "201"), broken);
            assertStatus(query(route, start + "-1"), broken);
        }
        if (name.equals("cursor")) {
            assertStatus(query(route, start + "AAAA"), 400);
        }
    }

    private Api.Answer query(Route route, String path) {
        return owner.api()
                .with("Content-Type", route.contentType())
                .send(route.method(), path, text(owner.body(route)));
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

    private Api.Answer call(Api api, OwnedResources whose, Route route) {
        Api caller = route.body().isPresent() ? api.with("Content-Type", route.contentType()) : api;
        return Api.patiently(() -> caller.send(route.method(), whose.path(route), text(whose.body(route))));
    }

    private static BodyPublisher text(String body) {
        return body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    }
}
