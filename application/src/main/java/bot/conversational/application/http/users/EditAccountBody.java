package bot.conversational.application.http.users;

import bot.conversational.application.http.json.JsonField;
import bot.conversational.domain.user.AccountEdit;
import bot.conversational.domain.user.AccountEdit.Field;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body that changes an account; {@code null} removes the name, or has conversations kept as everybody's. */
@Schema(name = "EditUser")
public record EditAccountBody(JsonField<@Nullable String> displayName, JsonField<@Nullable Integer> retentionDays) {

    AccountEdit edit() {
        return new AccountEdit(field(displayName), field(retentionDays));
    }

    private static <T> Field<T> field(JsonField<@Nullable T> field) {
        return switch (field) {
            case JsonField.Absent<T> ignored -> new Field.Keep<>();
            case JsonField.Null<T> ignored -> new Field.Clear<>();
            case JsonField.Value<T>(T value) -> new Field.Put<>(value);
        };
    }
}
