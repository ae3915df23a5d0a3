package bot.conversational.application.service.edges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The API's description says no more and no less than the service does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DescriptionIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Node node = Deployment.sharedNode();
    private final Api anybody = node.api();
    private final DescribedApi description =
            new DescribedApi(anybody.get("/api/v1/openapi.json").expect(200).json());

    @TestFactory
    Stream<DynamicTest> everyAnswerShouldBeAsDescribed() {
        return Route.ALL.stream()
                .map(route -> dynamicTest(route.name(), () -> {
                    OwnedResources mine = OwnedResources.of(anybody);
                    assertDescribed(route, call(anybody.with("X-Request-Id", "described"), mine, route));
                    if (route.other() >= 400) {
                        assertDescribed(route, call(anybody.asNewUser(), mine, route));
                    }
                    Api.Answer answer = call(mine.api(), mine, route);
                    assertThat(answer.status()).as(answer.text()).isEqualTo(route.owner());
                    assertDescribed(route, answer);
                }));
    }

    private Api.Answer call(Api api, OwnedResources whose, Route route) {
        Api caller = route.body().isPresent() ? api.with("Content-Type", route.contentType()) : api;
        return Api.patiently(
                () -> caller.send(route.method(), whose.path(route), BodyPublishers.ofString(whose.body(route))));
    }

    private void assertDescribed(Route route, Api.Answer answer) {
        JsonNode response = description.response(route, answer.status());
        assertThat(response.isObject())
                .as("%s answers %d, which is not described: %s", route, answer.status(), answer.text())
                .isTrue();
        for (String header : List.of("X-Request-Id", "RateLimit", "RateLimit-Policy", "WWW-Authenticate")) {
            assertThat(response.path("headers").has(header) || answer.status() >= 400)
                    .as("%s of %s, %d", header, route, answer.status())
                    .isEqualTo(!answer.header(header).isEmpty() || answer.status() >= 400);
        }
        if (!response.has("content")) {
            assertThat(answer.text()).isEmpty();
            return;
        }
        String type = answer.header("Content-Type").replaceFirst(";.*", "");
        JsonNode content = response.get("content").has("*/*")
                ? response.get("content").get("*/*")
                : response.get("content").path(type);
        assertThat(content.isMissingNode()).as("%s of %s", type, route).isFalse();
        if (type.endsWith("json")) {
            assertThat(description.faults(content.get("schema"), answer.json())).isEmpty();
        }
    }

    /** Whatever a client sends of what is described is understood; what is not is a matter of values. */
    @TestFactory
    Stream<DynamicTest> everyDescribedFieldOfABodyShouldBeTaken() {
        OwnedResources mine = OwnedResources.of(anybody);
        return Route.ALL.stream()
                .filter(Route::takesJson)
                .map(route -> dynamicTest(route.name(), () -> {
                    JsonNode schema = description
                            .document()
                            .path("paths")
                            .path(route.path())
                            .path(route.method().toLowerCase(Locale.ROOT))
                            .at("/requestBody/content/application~1json/schema");
                    JsonNode good = JSON.readTree(mine.body(route));
                    assertThat(description.faults(schema, good)).isEmpty();
                    ObjectNode surprise = good.deepCopy();
                    surprise.put("surprise", 1);
                    assertThat(description.faults(schema, surprise)).hasSize(1);
                }));
    }

    @Test
    void everyEventOfAStreamShouldBeAsDescribed() {
        Api ada = anybody.asNewUser();
        String messages = "/api/v1/conversations/" + ada.newConversation() + "/messages";
        String stream = ada.with("Accept", "text/event-stream")
                .post(messages, Map.of("content", "What is described?"))
                .expect(200)
                .text();
        List<String> names = new ArrayList<>();
        for (String block : stream.split("\n\n")) {
            ObjectNode event = JSON.createObjectNode();
            for (String line : block.split("\n")) {
                String[] field = line.split(": ", 2);
                event.set(
                        field[0],
                        field[0].equals("data")
                                ? json(field[1])
                                : JSON.getNodeFactory().textNode(field[1]));
            }
            names.add(event.get("event").asText());
            JsonNode one = JSON.createObjectNode().put("$ref", "#/components/schemas/StreamEvent");
            assertThat(description.faults(one, event)).as(block).isEmpty();
        }
        assertThat(names)
                .startsWith("message.created")
                .contains("message.delta")
                .endsWith("message.completed");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
