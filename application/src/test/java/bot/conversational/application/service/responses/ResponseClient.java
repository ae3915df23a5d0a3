package bot.conversational.application.service.responses;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.EventStream;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks for responses as clients do. */
record ResponseClient(Api api, String model) {

    static final String RESPONSES = "/v1/responses";
    static final String CONVERSATIONS = "/v1/conversations";

    /** A function as clients describe one. */
    static final Map<String, Object> LOOK_UP = Map.of(
            "type",
            "function",
            "name",
            "look_up",
            "description",
            "Looks a word up",
            "parameters",
            Map.of("type", "object"),
            "strict",
            true);

    ResponseClient at(Node node) {
        return new ResponseClient(api.at(node), model);
    }

    ResponseClient with(String header, String value) {
        return new ResponseClient(api.with(header, value), model);
    }

    Api.Answer ask(Object input, Map<String, ?> more) {
        return api.post(RESPONSES, body(input, more));
    }

    /** A response that is completed. */
    JsonNode ask(Object input) {
        return ask(input, Map.of()).expect(200).json();
    }

    EventStream stream(Object input, Map<String, ?> more) {
        Map<String, Object> body = body(input, more);
        body.put("stream", true);
        return EventStream.of(api.open("POST", RESPONSES, body));
    }

    EventStream resume(String id, long after) {
        return EventStream.of(
                api.open("GET", path(id) + "?stream=true" + (after < 0 ? "" : "&starting_after=" + after), ""));
    }

    JsonNode find(String id) {
        return api.get(path(id)).expect(200).json();
    }

    static String path(String id) {
        return RESPONSES + "/" + id;
    }

    static String id(JsonNode response) {
        return response.get("id").asText();
    }

    /** All that a response says. */
    static String text(JsonNode response) {
        StringBuilder text = new StringBuilder();
        for (JsonNode item : response.get("output")) {
            item.path("content").forEach(part -> text.append(part.path("text").asText()));
        }
        return text.toString();
    }

    static Map<String, Object> said(String role, String text) {
        return Map.of("role", role, "content", text);
    }

    static Map<String, Object> returned(String call, String output) {
        return Map.of("type", "function_call_output", "call_id", call, "output", output);
    }

    /** The texts of some items, in their order. */
    static List<String> texts(JsonNode items) {
        return items.get("data")
                .valueStream()
                .map(item -> item.path("content").path(0).path("text").asText())
                .toList();
    }

    private Map<String, Object> body(Object input, Map<String, ?> more) {
        Map<String, Object> body = new LinkedHashMap<>(more);
        body.put("model", model);
        body.put("input", input);
        return body;
    }
}
