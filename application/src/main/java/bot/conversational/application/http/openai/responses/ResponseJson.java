package bot.conversational.application.http.openai.responses;

import bot.conversational.application.http.openai.items.ItemJson;
import bot.conversational.application.http.openai.items.OpenAiIds;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.responses.ResponseTerms;
import bot.conversational.domain.responses.items.Item;
import bot.conversational.domain.responses.items.MessageItems;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A response on the wire: a turn of ours, with all fields that clients look for. */
@Schema(name = "Response")
public record ResponseJson(
        String id,
        @Schema(allowableValues = "response") String object,
        @JsonProperty("created_at") long createdAt,

        @Schema(allowableValues = {"in_progress", "completed", "incomplete", "failed", "cancelled"})
        String status,

        boolean background,
        @Nullable Failure error,
        @JsonProperty("incomplete_details") @Nullable Incompleteness incompleteDetails,
        @Nullable String instructions,
        @JsonProperty("max_output_tokens") @Nullable Integer maxOutputTokens,
        String model,
        List<ItemJson> output,
        @JsonProperty("parallel_tool_calls") boolean parallelToolCalls,

        @JsonProperty("previous_response_id") @Nullable String previousResponseId,

        @Nullable Reference conversation,
        boolean store,
        @Nullable Double temperature,
        @JsonProperty("top_p") @Nullable Double topP,
        JsonNode text,
        @JsonProperty("tool_choice") JsonNode toolChoice,
        List<JsonNode> tools,
        Map<String, String> metadata,
        @Nullable Usage usage) {

    /** The version of ids that begin with the milliseconds since 1970. */
    private static final int TIMED = 7;

    /** Why it failed. */
    @Schema(name = "ResponseFailure")
    public record Failure(String code, String message) {}

    /** Why it is not whole. */
    @Schema(name = "ResponseIncompleteness")
    public record Incompleteness(String reason) {}

    /** What it is in. */
    @Schema(name = "ConversationReference")
    public record Reference(String id) {}

    /** The tokens that it cost; 0 where the model's provider does not count. */
    @Schema(name = "ResponseUsage")
    public record Usage(
            @JsonProperty("input_tokens") int inputTokens,
            @JsonProperty("input_tokens_details") InputDetails inputTokensDetails,
            @JsonProperty("output_tokens") int outputTokens,
            @JsonProperty("output_tokens_details") OutputDetails outputTokensDetails,
            @JsonProperty("total_tokens") int totalTokens) {

        static Usage of(TokenUsage used) {
            return new Usage(
                    used.promptTokens(),
                    new InputDetails(used.cachedTokens(), 0),
                    used.completionTokens(),
                    new OutputDetails(used.reasoningTokens()),
                    used.promptTokens() + used.completionTokens());
        }
    }

    /** What of the input a provider had read before. */
    @Schema(name = "ResponseInputDetails")
    public record InputDetails(
            @JsonProperty("cached_tokens") int cachedTokens,
            @JsonProperty("cache_write_tokens") int cacheWriteTokens) {}

    /** What of the output was thought. */
    @Schema(name = "ResponseOutputDetails")
    public record OutputDetails(
            @JsonProperty("reasoning_tokens") int reasoningTokens) {}

    /** @param wanted what the question wanted */
    static ResponseJson of(Message answer, AnswerForm wanted) {
        return of(answer, wanted, true);
    }

    /** One that is kept nowhere. */
    static ResponseJson unkept(Message answer, AnswerForm wanted) {
        return of(answer, wanted, false);
    }

    private static ResponseJson of(Message answer, AnswerForm wanted, boolean kept) {
        ResponseTerms terms = ResponseTerms.of(wanted.notes());
        String status = status(answer);
        return new ResponseJson(
                OpenAiIds.response(answer.id()),
                "response",
                created(answer),
                status,
                terms.background(),
                failure(answer.status()),
                reason(answer),
                wanted.instructions().orElse(null),
                terms.sampling().maxTokens().orElse(null),
                answer.model().orElse(""),
                output(answer, status),
                terms.parallelCalls(),
                terms.previous().map(OpenAiIds::response).orElse(null),
                kept ? new Reference(OpenAiIds.of(answer.conversationId())) : null,
                kept,
                terms.sampling().temperature().orElse(null),
                terms.sampling().topP().orElse(null),
                ResponseForm.text(wanted),
                ResponseForm.choice(wanted),
                ResponseForm.tools(wanted),
                terms.metadata().pairs(),
                answer.status() == MessageStatus.GENERATING
                        ? null
                        : Usage.of(answer.usage().orElseGet(() -> new TokenUsage(0, 0))));
    }

    /** When its turn began, by its id: an answer's own time is that of its end. */
    private static long created(Message answer) {
        UUID id = answer.id().value();
        return id.version() == TIMED
                ? (id.getMostSignificantBits() >>> Short.SIZE) / 1_000
                : answer.createdAt().getEpochSecond();
    }

    /** Whether the model said all that it had to say. */
    static boolean isWhole(Message answer) {
        return status(answer).equals(ItemJson.COMPLETED);
    }

    private static String status(Message answer) {
        return switch (answer.status()) {
            case GENERATING -> ItemJson.IN_PROGRESS;
            case COMPLETED -> reason(answer) == null ? ItemJson.COMPLETED : ItemJson.INCOMPLETE;
            case STOPPED -> "cancelled";
            case FAILED, INTERRUPTED -> "failed";
        };
    }

    private static @Nullable Incompleteness reason(Message answer) {
        return switch (answer.finish().orElse(FinishReason.STOP)) {
            case LENGTH -> new Incompleteness("max_output_tokens");
            case CONTENT_FILTER -> new Incompleteness("content_filter");
            case STOP, TOOL_CALLS -> null;
        };
    }

    private static @Nullable Failure failure(MessageStatus status) {
        return switch (status) {
            case FAILED -> new Failure("server_error", "The language model failed before the answer was complete.");
            case INTERRUPTED -> new Failure("server_error", "The node that generated the answer stopped.");
            case GENERATING, COMPLETED, STOPPED -> null;
        };
    }

    /** Only the last item can be one that is not over. */
    private static List<ItemJson> output(Message answer, String status) {
        List<Item> items = MessageItems.of(answer);
        List<ItemJson> output = new ArrayList<>();
        for (Item item : items) {
            boolean over = status.equals(ItemJson.COMPLETED) || item != items.getLast();
            String open = status.equals(ItemJson.IN_PROGRESS) ? ItemJson.IN_PROGRESS : ItemJson.INCOMPLETE;
            output.add(ItemJson.of(item, over ? ItemJson.COMPLETED : open));
        }
        return output;
    }
}
