package bot.conversational.application.http.administration;

import bot.conversational.application.http.json.JsonField;
import bot.conversational.application.http.json.Words;
import bot.conversational.domain.administration.UserEdit;
import bot.conversational.domain.ratelimit.UserLimits;
import bot.conversational.domain.user.AccountState;
import bot.conversational.domain.user.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body by which an administrator changes an account; null limits are those of everybody. */
public record ManageUserBody(
        @Schema(allowableValues = {"user", "admin"}) JsonField<String> role,
        @Schema(allowableValues = {"active", "suspended"}) JsonField<String> state,
        JsonField<@Nullable UserLimitsJson> limits) {

    UserEdit edit() {
        Optional<UserLimits> own = switch (limits) {
            case JsonField.Absent<UserLimitsJson> ignored -> Optional.empty();
            case JsonField.Null<UserLimitsJson> ignored -> Optional.of(UserLimits.NONE);
            case JsonField.Value<UserLimitsJson> value ->
                Optional.of(value.value().limits());
        };
        return new UserEdit(
                role.optional("role").map(word -> Words.read("role", Role.class, word)),
                state.optional("state").map(word -> Words.read("state", AccountState.class, word)),
                own);
    }
}
