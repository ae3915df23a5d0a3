package bot.conversational.application.http.openai.responses;

import bot.conversational.application.http.openai.items.ItemContentJson;
import bot.conversational.application.http.openai.items.ItemJson;
import bot.conversational.domain.responses.events.EventSequence.Numbered;
import bot.conversational.domain.responses.events.ResponseEvent;
import bot.conversational.domain.responses.items.Item;
import bot.conversational.domain.responses.items.ItemId;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An event of a stream on the wire: its type and number, and those of the other fields that events of its type have.
 */
@Schema(name = "ResponseEvent")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResponseEventJson(
        String type,
        @JsonProperty("sequence_number") long sequenceNumber,
        @Nullable ResponseJson response,

        @JsonProperty("output_index") @Nullable Integer outputIndex,

        @JsonProperty("item_id") @Nullable String itemId,

        @JsonProperty("content_index") @Nullable Integer contentIndex,

        @JsonProperty("summary_index") @Nullable Integer summaryIndex,

        @Nullable ItemJson item,
        @Nullable ItemContentJson part,
        @Nullable String delta,
        @Nullable String text,
        @Nullable String name,
        @Nullable String arguments,
        @Nullable List<String> logprobs) {

    /** How events of items that grow are named. */
    private enum Growth {
        TEXT("response.output_text"),
        THOUGHT("response.reasoning_summary_text"),
        ARGUMENTS("response.function_call_arguments");

        private final String type;

        Growth(String type) {
            this.type = type;
        }

        static Growth of(ItemId item) {
            return switch (item.kind()) {
                case MSG -> TEXT;
                case RS -> THOUGHT;
                case FC, FCO -> ARGUMENTS;
            };
        }
    }

    /** @param response as it is when the event happens, for those that show it */
    static ResponseEventJson of(Numbered numbered, Supplier<ResponseJson> response) {
        long number = numbered.number();
        return switch (numbered.event()) {
            case ResponseEvent.Created() -> whole("response.created", number, response.get());
            case ResponseEvent.InProgress() -> whole("response.in_progress", number, response.get());
            case ResponseEvent.Over() -> over(number, response.get());
            case ResponseEvent.ItemAdded(int index, Item item) ->
                item("response.output_item.added", number, index, ItemJson.of(item, ItemJson.IN_PROGRESS));
            case ResponseEvent.ItemOver(int index, Item item, boolean whole) ->
                item(
                        "response.output_item.done",
                        number,
                        index,
                        ItemJson.of(item, whole ? ItemJson.COMPLETED : ItemJson.INCOMPLETE));
            case ResponseEvent.TextAdded(int index, ItemId item) ->
                part("response.content_part.added", number, index, item, "");
            case ResponseEvent.TextOver(int index, Item.Said item) ->
                part("response.content_part.done", number, index, item.id(), item.text());
            case ResponseEvent.Grown(int index, ItemId item, String delta) -> grown(number, index, item, delta);
            case ResponseEvent.GrownUp(int index, Item item) -> grownUp(number, index, item);
        };
    }

    private static ResponseEventJson over(long number, ResponseJson response) {
        String type = switch (response.status()) {
            case ItemJson.COMPLETED -> "response.completed";
            case "failed" -> "response.failed";
            default -> "response.incomplete";
        };
        return whole(type, number, response);
    }

    private static ResponseEventJson whole(String type, long number, ResponseJson response) {
        return new ResponseEventJson(
                type, number, response, null, null, null, null, null, null, null, null, null, null, null);
    }

    private static ResponseEventJson item(String type, long number, int index, ItemJson item) {
        return new ResponseEventJson(
                type, number, null, index, null, null, null, item, null, null, null, null, null, null);
    }

    private static ResponseEventJson part(String type, long number, int index, ItemId item, String text) {
        return new ResponseEventJson(
                type,
                number,
                null,
                index,
                item.toString(),
                0,
                null,
                null,
                ItemContentJson.output(text),
                null,
                null,
                null,
                null,
                null);
    }

    private static ResponseEventJson grown(long number, int index, ItemId item, String delta) {
        Growth growth = Growth.of(item);
        return new ResponseEventJson(
                growth.type + ".delta",
                number,
                null,
                index,
                item.toString(),
                growth == Growth.TEXT ? 0 : null,
                growth == Growth.THOUGHT ? 0 : null,
                null,
                null,
                delta,
                null,
                null,
                null,
                growth == Growth.TEXT ? List.of() : null);
    }

    private static ResponseEventJson grownUp(long number, int index, Item item) {
        Growth growth = Growth.of(item.id());
        Optional<String> text = switch (item) {
            case Item.Said said -> Optional.of(said.text());
            case Item.Thought thought -> Optional.of(thought.text());
            case Item.Called ignored -> Optional.empty();
            case Item.Returned ignored -> Optional.empty();
        };
        Optional<Item.Called> call = item instanceof Item.Called called ? Optional.of(called) : Optional.empty();
        return new ResponseEventJson(
                growth.type + ".done",
                number,
                null,
                index,
                item.id().toString(),
                growth == Growth.TEXT ? 0 : null,
                growth == Growth.THOUGHT ? 0 : null,
                null,
                null,
                null,
                text.orElse(null),
                call.map(Item.Called::name).orElse(null),
                call.map(Item.Called::arguments).orElse(null),
                growth == Growth.TEXT ? List.of() : null);
    }
}
