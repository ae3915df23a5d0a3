package bot.conversational.application.http.openai.responses;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is described of the body of a call for a response. It may have any other field. */
@Schema(name = "ResponseRequest")
public record CreateResponseBody(
        String model,
        @Schema(description = "A text, or a list of items") JsonNode input,
        @Nullable String instructions,

        @JsonProperty("previous_response_id") @Nullable String previousResponseId,

        @Schema(description = "The id of a conversation, or an object with it") @Nullable
        JsonNode conversation,

        @Nullable Boolean store,
        @Nullable Boolean stream,
        @Nullable Boolean background,
        @Nullable Double temperature,
        @JsonProperty("top_p") @Nullable Double topP,
        @JsonProperty("max_output_tokens") @Nullable Integer maxOutputTokens,
        @Nullable List<JsonNode> tools,
        @JsonProperty("tool_choice") @Nullable JsonNode toolChoice,

        @JsonProperty("parallel_tool_calls") @Nullable Boolean parallelToolCalls,

        @Nullable JsonNode text,
        @Nullable Map<String, String> metadata,

        @Schema(description = "Names the user of a service, where ON_BEHALF_OF says so") @Nullable
        String user) {}
