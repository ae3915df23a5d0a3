package bot.conversational.application.http.openai.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is described of the data of one event. */
@Schema(name = "ChatCompletionChunk")
public record ChatCompletionChunkJson(
        String id,
        @Schema(allowableValues = "chat.completion.chunk") String object,
        long created,
        String model,

        @Schema(description = "Each with an index, a delta and a finish_reason; empty in the one that says the usage")
        List<JsonNode> choices,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode usage) {}
