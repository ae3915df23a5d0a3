package bot.conversational.application.http.openai.items;

import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.responses.items.Item;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An item on the wire. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ItemJson.Message.class, name = "message"),
    @JsonSubTypes.Type(value = ItemJson.Reasoning.class, name = "reasoning"),
    @JsonSubTypes.Type(value = ItemJson.FunctionCall.class, name = "function_call"),
    @JsonSubTypes.Type(value = ItemJson.FunctionCallOutput.class, name = "function_call_output")
})
public sealed interface ItemJson {

    String COMPLETED = "completed";
    String IN_PROGRESS = "in_progress";
    String INCOMPLETE = "incomplete";

    record Message(String id, String status, String role, List<ItemContentJson> content) implements ItemJson {}

    record Reasoning(
            String id,
            String status,
            List<ItemContentJson> summary,

            @JsonProperty("encrypted_content") @Nullable String encryptedContent)
            implements ItemJson {}

    record FunctionCall(
            String id,
            String status,
            @JsonProperty("call_id") String callId,
            String name,
            String arguments) implements ItemJson {}

    record FunctionCallOutput(
            String id,
            String status,
            @JsonProperty("call_id") String callId,
            String output) implements ItemJson {}

    /** An item that is over. */
    static ItemJson of(Item item) {
        return of(item, COMPLETED);
    }

    /** @param status of an item of an answer that goes on or broke off, or that of one that is over */
    static ItemJson of(Item item, String status) {
        String id = item.id().toString();
        return switch (item) {
            case Item.Said said ->
                new Message(
                        id,
                        status,
                        said.role().name().toLowerCase(Locale.ROOT),
                        said.parts().stream()
                                .map(part -> ItemContentJson.of(part, said.role() == MessageRole.ASSISTANT))
                                .toList());
            case Item.Thought thought ->
                new Reasoning(
                        id,
                        status,
                        thought.text().isEmpty() ? List.of() : List.of(new ItemContentJson.SummaryText(thought.text())),
                        thought.signature().orElse(null));
            case Item.Called called -> new FunctionCall(id, status, called.callId(), called.name(), called.arguments());
            case Item.Returned returned -> new FunctionCallOutput(id, status, returned.callId(), returned.output());
        };
    }
}
