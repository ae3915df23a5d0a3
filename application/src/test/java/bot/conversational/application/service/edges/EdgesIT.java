package bot.conversational.application.service.edges;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ServiceProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every failure is a problem, every answer has a name, and operators see how things are. */
class EdgesIT {

    private final Node node = Deployment.sharedNode();
    private final Api anybody = node.api();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # what                    | body                                              | status
            broken                    | {"content":                                       | 400
            nothing                   | ``                                                | 400
            null                      | null                                              | 400
            a list                    | []                                                | 400
            an unknown field          | {"content": "a", "contnet": "b"}                  | 400
            a number                  | {"content": 5}                                    | 400
            a doubled field           | {"content": "a", "content": "b"}                  | 400
            two bodies                | {"content": "a"} {"content": "b"}                 | 400
            a NUL                     | {"content": "a\\u0000b"}                          | 400
            half a surrogate pair     | {"content": "a\\ud800b"}                          | 400
            a parent that is no id    | {"content": "a", "parentId": "b"}                 | 400
            a missing field           | {}                                                | 422
            a null                    | {"content": null}                                 | 422
            an empty text             | {"content": ""}                                   | 422
            white space               | {"content": " \\n "}                              | 422
            a null model              | {"content": "a", "model": null}                   | 422
            an unknown model          | {"content": "a", "model": "b"}                    | 422
            too hot                   | {"content": "a", "temperature": 3}                | 422
            no tokens                 | {"content": "a", "maxTokens": 0}                  | 422
            """)
    void badBodyShouldBeRefused(String what, String body, int status) {
        Api ada = anybody.asNewUser();
        String messages = "/api/v1/conversations/" + ada.newConversation() + "/messages";
        Api.Answer answer = ada.with("Content-Type", "application/json").postRaw(messages, body);
        assertProblem(answer, status);
        if (status == 422) {
            assertThat(answer.json().get("errors")).as(answer.text()).isNotEmpty();
        }
        assertThat(ada.get(messages).json().get("items"))
                .as("nothing was written")
                .isEmpty();
    }

    @Test
    void shortAnswersShouldTellTheirLength() {
        Api ada = anybody.asNewUser();
        for (Api.Answer answer : List.of(ada.get("/api/v1/users/me"), ada.get("/api/v1/nothing"))) {
            assertThat(answer.header("Content-Length")).isNotEmpty();
            assertThat(answer.header("Transfer-Encoding")).isEmpty();
        }
    }

    @Test
    void refusalShouldReachAClientThatIsStillSending() throws IOException {
        int bytes = 2 * 1024 * 1024;
        String answer = new RawHttp(node.port())
                .sendLate(
                        "POST /api/v1/users HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Content-Length: " + bytes + "\r\n\r\n",
                        bytes);
        assertThat(answer).startsWith("HTTP/1.1 413").containsIgnoringCase("\r\nConnection: close\r\n");
    }

    @Test
    void failuresOfTheWebServerShouldBeProblems() {
        Api ada = anybody.asNewUser();
        assertProblem(anybody.get("/api/v1/nothing"), 404);
        assertProblem(ada.get("/api/v1/conversations/no-id"), 404);
        assertProblem(anybody.get("/api/v1/conversations"), 401);
        assertProblem(anybody.with("Authorization", "Bearer nonsense").get("/api/v1/conversations"), 401);
        Api.Answer wrongMethod = ada.delete("/api/v1/conversations");
        assertProblem(wrongMethod, 405);
        assertThat(wrongMethod.header("Allow")).contains("GET");
        assertProblem(ada.with("Accept", "image/png").get("/api/v1/conversations"), 406);
        assertProblem(ada.with("Content-Type", "text/plain").postRaw("/api/v1/conversations", "{}"), 415);
        String large = "{\"title\": \"" + "x".repeat(2 * 1024 * 1024) + "\"}";
        assertProblem(ada.with("Content-Type", "application/json").postRaw("/api/v1/conversations", large), 413);
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        assertProblem(ada.with("Content-Type", "application/json").postRaw("/api/v1/conversations", deep), 400);
    }

    @Test
    void failuresBeforeAnyResourceShouldBeProblems() throws IOException {
        assertThat(raw("GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json", "X-Request-Id: ");
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Long: " + "x".repeat(20_000)
                        + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("application/problem+json");
    }

    @Test
    void requestIdShouldBeTheCallersWhenItIsWellFormed() {
        assertThat(anybody.with("X-Request-Id", "my.own-1")
                        .get("/api/v1/nothing")
                        .header("X-Request-Id"))
                .isEqualTo("my.own-1");
        String fresh =
                anybody.with("X-Request-Id", "no spaces").get("/api/v1/nothing").header("X-Request-Id");
        assertThat(fresh).matches("[A-Za-z0-9._-]{1,64}");
    }

    /** Requests of one connection, one after the other: the web server takes values of its last one for the same. */
    @Test
    void tokenInOtherCaseShouldBeNobodys() {
        Api service = Deployment.sharedNode().api();
        String email = "case-" + UUID.randomUUID() + "@example.com";
        service.asNewUser(email);
        String token = service.post("/api/v1/sessions", Map.of("email", email, "password", Api.PASSWORD))
                .expect(201)
                .json()
                .get("token")
                .asText();
        String other = token.substring(0, 23) + swapCase(token.substring(23));
        for (int i = 0; i < 3; i++) {
            service.with("Authorization", "Bearer " + token)
                    .get("/api/v1/users/me")
                    .expect(200);
            service.with("Authorization", "Bearer " + other)
                    .get("/api/v1/users/me")
                    .expect(401);
        }
    }

    private static String swapCase(String text) {
        return text.chars()
                .mapToObj(c -> String.valueOf(
                        (char) (Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))))
                .collect(Collectors.joining());
    }

    /** The connection is of no more use: a client that sends its next request on it would get no answer. */
    @Test
    void refusalBeforeAllOfTheBodyHasComeShouldCloseTheConnectionAndSaySo() throws IOException {
        RawHttp raw = new RawHttp(Deployment.sharedNode().port());
        String head = "POST /api/v1/conversations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        assertThat(raw.send(head + "Content-Length: 20\r\n\r\n{"))
                .startsWith("HTTP/1.1 401 ")
                .contains("Connection: close");
        assertThat(raw.send(head + "Content-Length: 2\r\n\r\n{}" + head + "Content-Length: 20\r\n\r\n{"))
                .containsOnlyOnce("Connection: close")
                .matches("(?s)HTTP/1.1 401 .*HTTP/1.1 401 .*");
    }

    /** Requests that the web server itself refuses. */
    @ParameterizedTest
    @ValueSource(strings = {"/%00", "/%zz", "/%ff", "//x", "/long"})
    void connectionShouldBeOfUseUnlessToldOtherwise(String path) throws IOException {
        String refused = "GET " + path.replace("long", "x".repeat(9_000)) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String next = "GET /api/v1/models HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        assertThat(raw(refused + next))
                .satisfiesAnyOf(
                        answer -> assertThat(answer)
                                .matches("(?s)HTTP/1.1 4\\d\\d .*")
                                .doesNotContain("HTTP/1.1 401")
                                .contains("Connection: close"),
                        answer -> assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*HTTP/1.1 401 .*"));
    }

    @Test
    void limitsShouldBeTold() {
        Api ada = anybody.asNewUser();
        Api.Answer answer = ada.say(ada.newConversation(), "How many are left?").expect(201);
        assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"chat\";q=6000;w=60");
        assertThat(answer.header("RateLimit")).matches("\"chat\";r=999;t=\\d+");
        assertThat(ada.get("/api/v1/users/me").header("RateLimit-Policy")).startsWith("\"api\"");
    }

    @Test
    void operatorsShouldSeeHowThingsAre() {
        JsonNode checks = node.admin().get("/healthcheck").expect(200).json();
        assertThat(checks.properties().stream().map(Map.Entry::getKey))
                .contains("postgresql", "redis", "elasticsearch", "migrations", "indexing", "language-model");
        node.admin().get("/ping").expect(200);
        assertThat(node.admin().get("/metrics").expect(200).text()).contains("# TYPE", "calls_working");
        node.admin().get("/threads").expect(200);
        anybody.get("/health-check?type=alive").expect(200);
        anybody.get("/health-check?type=ready").expect(200);
        anybody.get("/healthcheck").expect(404);
    }

    @Test
    void contractShouldBeDescribed() {
        JsonNode api = anybody.get("/api/v1/openapi.json").expect(200).json();
        assertThat(api.get("openapi").asText()).startsWith("3.1");
        List<String> paths = new ArrayList<>();
        api.get("paths").fieldNames().forEachRemaining(paths::add);
        assertThat(paths).contains("/api/v1/users", "/api/v1/conversations/{id}/messages", "/api/v1/search/messages");
        JsonNode question = api.at("/components/schemas/SendMessage/properties");
        assertThat(question.at("/temperature/type").asText()).isEqualTo("number");
        assertThat(anybody.get("/api/v1/openapi.yaml").expect(200).text()).contains("openapi: 3.1");
        assertThat(anybody.get("/docs/").expect(200).text()).contains("swagger-ui");
        assertThat(anybody.get("/docs/ui/swagger-ui-bundle.js").expect(200).text())
                .hasSizeGreaterThan(100_000);
        assertThat(anybody.get("/problems/not-found").expect(200).text()).contains("another user");
    }

    @Test
    void processShouldLogJsonWithoutTextsAndMeasureItsJvm() {
        try (ServiceProcess process = Deployment.shared().start()) {
            assertLogged(process);
            assertWarnedOnceOfUntrustedProxies(process);
            // Dropwizard measures the JVM of a process of its own only.
            assertThat(process.admin().get("/metrics").expect(200).text()).contains("jvm_");
        }
    }

    private static void assertLogged(ServiceProcess process) {
        Api traced = process.api().with("X-Request-Id", "traced-in-the-log");
        String email = "log-reader@example.com";
        traced.post("/api/v1/users", Map.of("email", email, "password", Api.PASSWORD))
                .expect(201);
        Api ada = traced.logIn(email);
        ada.say(ada.newConversation(), "an unmistakable okapi").expect(201);
        String log = process.log();
        assertThat(log).contains("traced-in-the-log").doesNotContain("okapi", Api.PASSWORD, email);
        assertThat(log.lines().filter(line -> line.contains("traced-in-the-log")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
    }

    private static void assertWarnedOnceOfUntrustedProxies(ServiceProcess process) {
        for (int i = 0; i < 2; i++) {
            process.api().with("X-Forwarded-For", "203.0.113.9").get("/api/v1/models");
        }
        assertThat(process.log().lines().filter(line -> line.contains("127.0.0.1 sent X-Forwarded-For")))
                .hasSize(1);
    }

    private static void assertProblem(Api.Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("X-Request-Id")).isNotEmpty();
        JsonNode problem = answer.json();
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("type").asText()).startsWith("/problems/");
        assertThat(problem.get("title").asText()).isNotBlank();
        assertThat(problem.get("detail").asText())
                .isNotBlank()
                .doesNotContain("bot.conversational", "jackson", "java.");
        assertThat(problem.get("instance").asText()).startsWith("/");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
