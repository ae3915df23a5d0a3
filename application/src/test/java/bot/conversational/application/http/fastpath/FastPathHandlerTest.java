package bot.conversational.application.http.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.http.auth.CallAdmission;
import bot.conversational.application.http.auth.OnBehalfOf;
import bot.conversational.application.http.chat.TurnCall;
import bot.conversational.application.http.edge.AllowedOrigins;
import bot.conversational.application.http.edge.ClientAddresses;
import bot.conversational.application.http.edge.RequestEdge;
import bot.conversational.application.http.json.StrictJson;
import bot.conversational.application.http.metrics.AccessCounts;
import bot.conversational.application.http.metrics.RequestTimes;
import bot.conversational.application.http.metrics.RequestTracer;
import bot.conversational.application.http.overload.ConcurrencyLimit;
import bot.conversational.application.http.overload.UserCalls;
import bot.conversational.domain.ratelimit.LimitPolicy;
import bot.conversational.domain.ratelimit.OwnLimits;
import bot.conversational.domain.ratelimit.RateLimit;
import io.dropwizard.jackson.Jackson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpTester;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which way a request goes. Nobody here has a token: who goes the fast way hears that from its handler. */
class FastPathHandlerTest {

    private static final int USUAL_WAY = 299;
    private static final String PATH = "/api/v1/conversations/0198c0de-0000-7000-8000-000000000001/messages";
    private static final String BODY = "{\"content\": \"Größe?\"}";
    private static final String JSON = "Content-Type: application/json\r\n";

    private final Server server = new Server();
    private final LocalConnector connector = new LocalConnector(server);

    /** Gives back what it is sent. */
    private static final class UsualWay extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            String body = Content.Source.asString(request, StandardCharsets.ISO_8859_1);
            response.setStatus(USUAL_WAY);
            Content.Sink.write(response, true, body, callback);
            return true;
        }
    }

    @BeforeEach
    @SuppressWarnings("NullAway") // nobody is admitted, and so nothing is sent
    void start() throws Exception {
        server.addConnector(connector);
        FastPathHandler fastPath = new FastPathHandler(
                new TurnCall(null, new ConcurrencyLimit(1), new UserCalls(1)),
                new CallAdmission(
                        null,
                        new RateLimit(LimitPolicy.CHAT, 60, 10),
                        new OwnLimits((from, behind, limit) -> List.of()),
                        new OnBehalfOf(List.of()),
                        new UserCalls(1),
                        new AccessCounts()),
                new RequestEdge(new AllowedOrigins(Set.of()), RequestTracer.NONE),
                new ClientAddresses(Set.of()),
                StrictJson.configure(Jackson.newObjectMapper()),
                new RequestTimes(),
                1_000);
        fastPath.setHandler(new UsualWay());
        server.setHandler(fastPath);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                JSON,
                "content-type: APPLICATION/JSON; charset=UTF-8\r\n",
                JSON + "Accept: */*\r\n",
                JSON + "Accept: application/json\r\n",
                JSON + "Idempotency-Key: once\r\nX-Request-Id: mine\r\n"
            })
    void plainMessageShouldGoTheFastWay(String headers) throws Exception {
        HttpTester.Response answer = send("POST", PATH, headers, BODY);
        assertThat(answer.getStatus()).isEqualTo(401);
        assertThat(answer.getContent()).contains("\"instance\":\"" + PATH + "\"");
        assertThat(answer.get("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.get("X-Request-Id")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # method | path                 | headers                                                        | body
            PUT      | ``                   | Content-Type: application/json                                 | {"content": "a"}
            POST     | ?a=b                 | Content-Type: application/json                                 | {"content": "a"}
            POST     | /                    | Content-Type: application/json                                 | {"content": "a"}
            POST     | ``                   | Content-Type: text/plain                                       | {"content": "a"}
            POST     | ``                   | X-Content-Type: none                                           | {"content": "a"}
            POST     | ``                   | Content-Type: application/json~Accept: text/event-stream       | {"content": "a"}
            POST     | ``                   | Content-Type: application/json~Accept: image/png               | {"content": "a"}
            POST     | ``                   | Content-Type: application/json~Idempotency-Key: a~Idempotency-Key: b | {"content": "a"}
            POST     | ``                   | Content-Type: application/json~X-Request-Id: a~X-Request-Id: b | {"content": "a"}
            POST     | ``                   | Content-Type: application/json~Authorization: a~Authorization: b | {"content": "a"}
            POST     | ``                   | Content-Type: application/json~X-Other: a~x-other: b           | {"content": "a"}
            POST     | ``                   | Content-Type: application/json~Content-Encoding: gzip          | {"content": "a"}
            POST     | ``                   | Content-Type: application/json~Idempotency-Key:                | {"content": "a"}
            POST     | ``                   | Content-Type: application/json                                 | {"content":
            POST     | ``                   | Content-Type: application/json                                 | {"content": ""}
            POST     | ``                   | Content-Type: application/json                                 | {"content": null}
            POST     | ``                   | Content-Type: application/json                                 | {"content": "a\\ud800"}
            POST     | ``                   | Content-Type: application/json                                 | {"content": "a", "what": 1}
            POST     | ``                   | Content-Type: application/json                                 | null
            """)
    void anythingElseShouldGoTheUsualWayWithAllThatItHas(String method, String behind, String headers, String body)
            throws Exception {
        HttpTester.Response answer = send(method, PATH + behind, headers.replace("~", "\r\n") + "\r\n", body);
        assertThat(answer.getStatus()).isEqualTo(USUAL_WAY);
        assertThat(answer.getContent()).isEqualTo(body);
    }

    @Test
    void longBodyShouldGoTheUsualWay() throws Exception {
        String body = "{\"content\": \"" + "x".repeat(1_000) + "\"}";
        assertThat(send("POST", PATH, JSON, body).getContent()).isEqualTo(body);
    }

    @Test
    void pathThatOnlyLooksLikeOneShouldGoTheUsualWay() throws Exception {
        String path = PATH.replace("0198c0de-0", "0198c0de0-");
        assertThat(send("POST", path, JSON, BODY).getStatus()).isEqualTo(USUAL_WAY);
    }

    @Test
    void bodyThatIsStillOnItsWayShouldGoTheUsualWay() throws Exception {
        try (LocalConnector.LocalEndPoint connection = connector.connect()) {
            String begun = "POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\n" + JSON
                    + "Content-Length: 16\r\n\r\n{\"content\"";
            // The thread that adds what a connection waits for serves the request, and would wait for itself here.
            Thread.ofPlatform().start(() -> connection.addInput(begun));
            connection.waitUntilClosedOrIdleFor(200, TimeUnit.MILLISECONDS);
            connection.addInput(": \"a\"}");
            HttpTester.Response answer = HttpTester.parseResponse(connection.getResponse());
            assertThat(answer.getStatus()).isEqualTo(USUAL_WAY);
            assertThat(answer.getContent()).isEqualTo("{\"content\": \"a\"}");
        }
    }

    private HttpTester.Response send(String method, String path, String headers, String body) throws Exception {
        String bytes = new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return HttpTester.parseResponse(connector.getResponse(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + headers + "Content-Length: " + bytes.length() + "\r\n\r\n" + bytes));
    }
}
