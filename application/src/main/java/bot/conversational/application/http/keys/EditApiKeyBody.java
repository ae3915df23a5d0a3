package bot.conversational.application.http.keys;

import bot.conversational.application.http.administration.UserLimitsJson;
import bot.conversational.application.http.json.JsonField;
import bot.conversational.domain.apikey.ApiKeyEdit;
import bot.conversational.domain.ratelimit.UserLimits;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body by which a key is changed; null limits are none of its own. */
public record EditApiKeyBody(JsonField<String> name, JsonField<@Nullable UserLimitsJson> limits) {

    ApiKeyEdit edit() {
        Optional<UserLimits> own = switch (limits) {
            case JsonField.Absent<UserLimitsJson> ignored -> Optional.empty();
            case JsonField.Null<UserLimitsJson> ignored -> Optional.of(UserLimits.NONE);
            case JsonField.Value<UserLimitsJson> value ->
                Optional.of(value.value().limits());
        };
        return new ApiKeyEdit(name.optional("name"), own);
    }
}
