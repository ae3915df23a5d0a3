package bot.conversational.application.http.problem;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A failure in the form that clients of OpenAI's API know: all under {@code /v1} has it. */
@Schema(name = "Error")
public record ErrorEnvelope(Told error) {

    /**
     * What went wrong.
     *
     * @param type the kind, such as {@code invalid_request_error}
     * @param param the path of the field that is to blame, such as {@code messages[0].role}
     * @param code the very reason, such as {@code model_not_found}
     */
    @Schema(name = "ErrorDetails")
    public record Told(
            String message,
            String type,
            @Nullable String param,
            @Nullable String code) {}
}
