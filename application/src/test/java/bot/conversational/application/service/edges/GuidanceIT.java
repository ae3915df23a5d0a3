package bot.conversational.application.service.edges;

import static bot.conversational.application.service.edges.ProblemAssertions.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service tells a newcomer who asks the wrong way. */
class GuidanceIT {

    private final Api anybody = Deployment.sharedNode().api();

    @Test
    void documentationShouldRunNoScriptButItsOwn() {
        assertThat(anybody.get("/docs/").expect(200).header("Content-Security-Policy"))
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/favicon.ico", "/api", "/api/v1", "/api/v1/", "/api/v2", "/index.html", "/v2"})
    void pathThatDoesNotExistShouldBeNobodys(String path) {
        Api.Answer answer = anybody.get(path);
        assertStatus(answer, 404);
        assertThat(answer.json().get("detail").asText()).isEqualTo("There is no such path.");
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/x-www-form-urlencoded", "application/jsonp", "''"})
    void wrongTypeShouldBeToldTheRightOne(String type) {
        Api api = type.isEmpty() ? anybody : anybody.with("Content-Type", type);
        Api.Answer answer = api.postRaw("/api/v1/users", "{}");
        assertStatus(answer, 415);
        assertThat(answer.header("Accept")).isEqualTo("application/json");
        assertThat(answer.json().get("detail").asText()).contains("application/json", "Content-Type");
    }

    @Test
    void wishForAStreamShouldBeToldTheHeader() {
        Api ada = anybody.asNewUser();
        String messages = "/api/v1/conversations/" + ada.newConversation() + "/messages";
        Api.Answer answer = ada.post(messages, Map.of("content", "a", "stream", true));
        assertStatus(answer, 400);
        assertThat(answer.json().get("detail").asText()).contains("Accept: text/event-stream");
        assertThat(ada.post(messages, Map.of("content", "a", "steam", true))
                        .expect(400)
                        .text())
                .doesNotContain("Accept");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"email": "a", "password": "b", "displayName": ""}                      | email, password, displayName
            {"email": "nobody", "password": "short"}                                | email, password
            {"email": "a@example.com", "password": "short", "displayName": null}    | password, displayName
            {"email": "nobody", "password": "correct horse battery"}                | email
            {"displayName": "Ada"}                                                  | email, password
            """)
    void registrationShouldBeToldAllOfItsFaults(String body, String fields) {
        Api.Answer answer = anybody.with("Content-Type", "application/json").postRaw("/api/v1/users", body);
        assertStatus(answer, 422);
        List<String> named = answer.json()
                .get("errors")
                .valueStream()
                .map(error -> error.get("field").asText())
                .toList();
        assertThat(named).containsExactlyInAnyOrder(fields.split(", "));
    }

    @Test
    void healthCheckShouldNameTheChecks() {
        JsonNode checks = anybody.get("/health-check").expect(200).json();
        assertThat(checks.valueStream().map(check -> check.get("name").asText()))
                .contains("alive", "postgresql", "migrations");
        assertThat(anybody.get("/health-check?type=ready").expect(200).json()).isEmpty();
    }
}
