package bot.conversational.application.http.openai.embeddings;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The embeddings of some texts. */
@Schema(name = "EmbeddingList")
public record EmbeddingListJson(
        @Schema(allowableValues = "list") String object, String model, List<OneJson> data, CostJson usage) {

    /** That of one text. */
    @Schema(name = "Embedding")
    public record OneJson(
            @Schema(allowableValues = "embedding") String object,
            int index,

            @Schema(description = "Numbers, or these as little-endian float32 in base64")
            JsonNode embedding) {}

    /** What they cost. */
    @Schema(name = "EmbeddingUsage")
    public record CostJson(
            @JsonProperty("prompt_tokens") long promptTokens,
            @JsonProperty("total_tokens") long totalTokens) {}
}
