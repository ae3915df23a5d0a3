package bot.conversational.application.http.users;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

/** The body that erases an account. */
@Schema(name = "EraseUser")
public record EraseBody(@NotNull String password) {

    @Override
    public String toString() {
        return "EraseBody[redacted]";
    }
}
