package bot.conversational.application.http.openai.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is described of the body of a chat completion. It may have any other field. */
@Schema(name = "ChatCompletionRequest")
public record ChatCompletionBody(
        String model,
        List<JsonNode> messages,
        @Nullable Boolean stream,
        @JsonProperty("stream_options") @Nullable JsonNode streamOptions,
        @Nullable Integer n,
        @Nullable Double temperature,
        @JsonProperty("top_p") @Nullable Double topP,
        @JsonProperty("max_completion_tokens") @Nullable Integer maxCompletionTokens,
        @JsonProperty("max_tokens") @Nullable Integer maxTokens,

        @Schema(description = "A text, or up to four") @Nullable
        JsonNode stop,

        @Nullable Long seed,
        @JsonProperty("presence_penalty") @Nullable Double presencePenalty,
        @JsonProperty("frequency_penalty") @Nullable Double frequencyPenalty,
        @Nullable List<JsonNode> tools,
        @JsonProperty("tool_choice") @Nullable JsonNode toolChoice,
        @JsonProperty("response_format") @Nullable JsonNode responseFormat,

        @Schema(description = "Names the user of a service, where ON_BEHALF_OF says so") @Nullable
        String user) {}
