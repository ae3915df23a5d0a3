package bot.conversational.application.http.chat;

import bot.conversational.application.http.conversations.MessageJson;
import bot.conversational.application.http.parts.PartJson;
import bot.conversational.application.http.problem.Problem;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of an answer's stream. It goes over the wire as lines and not as one JSON, which describes it: {@code id:},
 * {@code event:} with the name given here, and {@code data:}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TurnEventJson.Created.class, name = TurnEventJson.CREATED),
    @JsonSubTypes.Type(value = TurnEventJson.Grown.class, name = TurnEventJson.DELTA),
    @JsonSubTypes.Type(value = TurnEventJson.PartGrown.class, name = TurnEventJson.PART),
    @JsonSubTypes.Type(value = TurnEventJson.Completed.class, name = TurnEventJson.COMPLETED),
    @JsonSubTypes.Type(value = TurnEventJson.Failed.class, name = TurnEventJson.FAILED)
})
@Schema(name = "StreamEvent")
sealed interface TurnEventJson {

    String CREATED = "message.created";
    String DELTA = "message.delta";
    String PART = "message.part";
    String COMPLETED = "message.completed";
    String FAILED = "message.failed";

    /** Where the stream is behind this event. */
    String id();

    /** What goes over the wire as JSON, on one line. */
    Object data();

    /** Its name. */
    default String event() {
        return switch (this) {
            case Created ignored -> CREATED;
            case Grown ignored -> DELTA;
            case PartGrown ignored -> PART;
            case Completed ignored -> COMPLETED;
            case Failed ignored -> FAILED;
        };
    }

    /** Both messages are stored. */
    @Schema(name = "MessageCreatedEvent")
    record Created(String id, ExchangeJson data) implements TurnEventJson {}

    /** More text of the answer. */
    @Schema(name = "MessageDeltaEvent")
    record Grown(String id, TextDeltaJson data) implements TurnEventJson {}

    /** A part begins, or grows. */
    @Schema(name = "MessagePartEvent")
    record PartGrown(String id, PartDeltaJson data) implements TurnEventJson {}

    /** The answer is whole, or was stopped, and is stored. */
    @Schema(name = "MessageCompletedEvent")
    record Completed(String id, MessageJson data) implements TurnEventJson {}

    /** The answer failed; its text so far is stored. */
    @Schema(name = "MessageFailedEvent")
    record Failed(String id, FailureJson data) implements TurnEventJson {}

    /** @param id of the answer */
    @Schema(name = "TextDelta")
    record TextDeltaJson(UUID id, String delta) {}

    /**
     * One of {@code part}, which opens one, {@code delta} to its text or arguments, and {@code signature} of its
     * reasoning.
     *
     * @param id of the answer
     * @param index of the part
     */
    @Schema(name = "PartDelta")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PartDeltaJson(
            UUID id,
            int index,
            @Nullable PartJson part,
            @Nullable String delta,
            @Nullable String signature) {}

    /** @param messageId of the answer */
    @Schema(name = "MessageProblem")
    record FailureJson(@JsonUnwrapped Problem problem, UUID messageId) {}
}
