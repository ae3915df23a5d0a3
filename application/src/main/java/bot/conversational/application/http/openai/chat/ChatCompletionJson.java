package bot.conversational.application.http.openai.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is described of an answer. A model's own fields come beside these. */
@Schema(name = "ChatCompletion")
public record ChatCompletionJson(
        String id,
        @Schema(allowableValues = "chat.completion") String object,
        long created,
        String model,
        List<ChoiceJson> choices,
        TokensJson usage) {

    /** One of the answers. */
    @Schema(name = "ChatCompletionChoice")
    public record ChoiceJson(
            int index,
            SaidJson message,
            @Nullable JsonNode logprobs,

            @JsonProperty("finish_reason") @Schema(allowableValues = {"stop", "length", "tool_calls", "content_filter"})
            String finishReason) {}

    /** What was said. */
    @Schema(name = "ChatCompletionMessage")
    public record SaidJson(
            @Schema(allowableValues = "assistant") String role,
            @Nullable String content,
            @Nullable String refusal,

            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("reasoning_content") @Nullable
            String reasoningContent,

            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("tool_calls") @Nullable
            List<JsonNode> toolCalls) {}

    /** What it cost. */
    @Schema(name = "ChatCompletionUsage")
    public record TokensJson(
            @JsonProperty("prompt_tokens") long promptTokens,
            @JsonProperty("completion_tokens") long completionTokens,
            @JsonProperty("total_tokens") long totalTokens,
            @JsonProperty("prompt_tokens_details") JsonNode promptTokensDetails,
            @JsonProperty("completion_tokens_details") JsonNode completionTokensDetails) {}
}
