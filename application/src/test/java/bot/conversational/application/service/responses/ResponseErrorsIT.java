package bot.conversational.application.service.responses;

import static bot.conversational.application.service.responses.ResponseClient.id;
import static bot.conversational.application.service.responses.ResponseClient.path;
import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Deployment;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls for responses that are refused. */
class ResponseErrorsIT {

    private ResponseClient client;

    @BeforeEach
    void logIn() {
        client = new ResponseClient(Deployment.sharedNode().api().asNewUser(), "offline");
    }

    @Test
    void othersShouldFindNothing() {
        JsonNode response = client.ask("Hello?");
        ResponseClient other = new ResponseClient(Deployment.sharedNode().api().asNewUser(), "offline");
        for (String call : List.of("", "/input_items", "?stream=true")) {
            other.api().get(path(id(response)) + call).expect(404);
        }
        other.api().delete(path(id(response))).expect(404);
        other.api().post(path(id(response)) + "/cancel", Map.of()).expect(404);
        other.ask("x", after(response)).expect(404);
        other.ask("x", Map.of("conversation", response.at("/conversation/id").asText()))
                .expect(404);
        assertThat(client.api()
                        .get("/v1/responses/resp_1")
                        .expect(404)
                        .json()
                        .at("/error/code")
                        .asText())
                .isEqualTo("not_found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"input": "x"}                                                     | missing_required_parameter | model
            {"model": "offline"}                                              | missing_required_parameter | input
            {"model": "offline", "input": []}                                 | invalid_value              | input
            {"model": "offline", "input": " "}                                  | invalid_value              | input
            {"model": "offline", "input": 1}                                  | invalid_value              | input
            {"model": "offline", "input": [{"role": "pope", "content": "x"}]} | invalid_value              | input[0].role
            {"model": "offline", "input": [{"role": "assistant", "content": "x"}]} | invalid_value         | input
            {"model": "offline", "input": [{"type": "web_search_call"}]}      | unsupported_parameter      | input[0].type
            {"model": "offline", "input": "x", "tools": [{"type": "web_search"}]} | unsupported_parameter  | tools[0].type
            {"model": "offline", "input": "x", "prompt": {"id": "p"}}         | unsupported_parameter      | prompt
            {"model": "offline", "input": "x", "audio": {}}                   | unsupported_parameter      | audio
            {"model": "offline", "input": "x", "temperature": 3}              | invalid_value              | temperature
            {"model": "offline", "input": "x", "metadata": {"a": 1}}          | invalid_value              | metadata.a
            {"model": "offline", "input": "x", "conversation": "conv_00000000-0000-7000-8000-000000000000", "previous_response_id": "resp_00000000-0000-7000-8000-000000000000"} | invalid_value | previous_response_id
            """)
    void callThatBreaksARuleShouldBeToldWhich(String body, String code, String param) {
        JsonNode error = client.api()
                .with("Content-Type", "application/json")
                .postRaw(ResponseClient.RESPONSES, body)
                .expect(400)
                .json()
                .get("error");
        assertThat(error.get("code").asText()).isEqualTo(code);
        assertThat(error.get("param").asText()).isEqualTo(param);
        assertThat(client.api().get("/api/v1/conversations").json().get("items"))
                .as("nothing is left behind")
                .isEmpty();
    }

    @Test
    void metadataShouldHaveAtMostSixteenPairs() {
        Map<String, String> seventeen =
                IntStream.range(0, 17).boxed().collect(Collectors.toMap(i -> "key" + i, i -> "value"));
        assertThat(client.ask("x", Map.of("metadata", seventeen))
                        .expect(400)
                        .json()
                        .at("/error/param")
                        .asText())
                .isEqualTo("metadata");
    }

    private static Map<String, String> after(JsonNode response) {
        return Map.of("previous_response_id", id(response));
    }
}
