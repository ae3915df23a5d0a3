package bot.conversational.application.http.openai.embeddings;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is described of the body of a call for embeddings. It may have any other field. */
@Schema(name = "EmbeddingRequest")
public record EmbeddingBody(
        String model,
        @Schema(description = "A text, or up to 2048") JsonNode input,

        @JsonProperty("encoding_format") @Nullable @Schema(allowableValues = {"float", "base64"})
        String encodingFormat,

        @Schema(description = "Only as many as the model has") @Nullable
        Integer dimensions) {}
