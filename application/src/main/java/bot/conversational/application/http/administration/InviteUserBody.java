package bot.conversational.application.http.administration;

import bot.conversational.application.http.json.JsonField;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;

/**
 * The body that invites somebody.
 *
 * @param invite nobody chooses a password for somebody else: it is always true
 */
public record InviteUserBody(
        @NotNull String email,
        JsonField<String> displayName,

        @NotNull @Schema(allowableValues = {"user", "admin"})
        String role,

        @NotNull @AssertTrue Boolean invite) {}
