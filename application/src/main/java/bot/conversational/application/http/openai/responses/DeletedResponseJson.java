package bot.conversational.application.http.openai.responses;

import io.swagger.v3.oas.annotations.media.Schema;

/** What is left of a response that was deleted. */
@Schema(name = "DeletedResponse")
public record DeletedResponseJson(
        String id, @Schema(allowableValues = "response") String object, boolean deleted) {}
