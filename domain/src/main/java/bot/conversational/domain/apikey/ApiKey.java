package bot.conversational.domain.apikey;

import bot.conversational.domain.ratelimit.UserLimits;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.session.KeyGrant;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.user.UserId;
import java.util.Set;

/**
 * A key of a user, without its secret.
 *
 * @param limits of its own, beside the user's; {@link UserLimits#NONE} for none
 */
public record ApiKey(ApiKeyId id, UserId user, KeyDetails details, Set<Scope> scopes, UserLimits limits) {

    /** The key after an edit. */
    public ApiKey with(ApiKeyEdit edit) {
        return new ApiKey(
                id,
                user,
                details.named(edit.name().orElse(details.name())),
                scopes,
                edit.limits().orElse(limits));
    }

    public KeyGrant grant() {
        return new KeyGrant(id, scopes, limits);
    }
}
