package bot.conversational.application.turns;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.EventStream;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** One conversation of one user, as his client sees it. */
record Dialogue(Api user, String id) {

    /** A new conversation, so that tests which run beside one another do not meet. */
    static Dialogue begin(Api user) {
        return new Dialogue(user, user.newConversation());
    }

    /** The same conversation through another node. */
    Dialogue at(Node node) {
        return new Dialogue(user.at(node), id);
    }

    /** The same conversation with one more header in each request. */
    Dialogue with(String header, String value) {
        return new Dialogue(user.with(header, value), id);
    }

    /** Sends a message and waits for the answer. */
    Api.Answer say(String content) {
        return user.say(id, content);
    }

    /** Sends a message and follows the answer. */
    EventStream ask(String content) {
        return ask(Map.of("content", content));
    }

    /** Sends a message with this body and follows the answer. */
    EventStream ask(Map<String, Object> body) {
        return EventStream.of(user.with("Accept", "text/event-stream").open("POST", path(), body));
    }

    /** Sends a message with this body and waits for the answer. */
    Api.Answer say(Map<String, Object> body) {
        return user.post(path(), body);
    }

    /** Follows an answer from its beginning. */
    EventStream follow(String answer) {
        return resume(answer, Optional.empty());
    }

    /** Follows an answer from behind an event. */
    EventStream resume(String answer, String lastEventId) {
        return resume(answer, Optional.of(lastEventId));
    }

    private EventStream resume(String answer, Optional<String> lastEventId) {
        Api asking = user.with("Accept", "text/event-stream");
        Api from = lastEventId.map(event -> asking.with("Last-Event-ID", event)).orElse(asking);
        return EventStream.of(from.open("GET", path(answer, "events"), ""));
    }

    Api.Answer stop(String answer) {
        return user.post(path(answer, "stop"), Map.of());
    }

    /** The messages, newest first. */
    JsonNode history() {
        return user.get(path()).expect(200).json().get("items");
    }

    JsonNode newest() {
        return history().get(0);
    }

    String path() {
        return "/api/v1/conversations/" + id + "/messages";
    }

    String path(String message, String call) {
        return path() + "/" + message + "/" + call;
    }
}
