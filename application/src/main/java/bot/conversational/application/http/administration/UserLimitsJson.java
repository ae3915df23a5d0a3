package bot.conversational.application.http.administration;

import bot.conversational.domain.ratelimit.UserLimits;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The limits of one user or one key, in answers and bodies; null for what is as for everybody. */
@Schema(name = "UserLimits")
public record UserLimitsJson(
        @Nullable Integer requestsPerMinute, @Nullable Long tokensPerDay) {

    /** Null when the user has no limits of his own. */
    public static @Nullable UserLimitsJson of(UserLimits limits) {
        return limits.equals(UserLimits.NONE)
                ? null
                : new UserLimitsJson(
                        limits.requestsPerMinute().orElse(null),
                        limits.tokensPerDay().orElse(null));
    }

    public UserLimits limits() {
        return new UserLimits(Optional.ofNullable(requestsPerMinute), Optional.ofNullable(tokensPerDay));
    }
}
