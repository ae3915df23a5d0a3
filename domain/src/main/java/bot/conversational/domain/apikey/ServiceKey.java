package bot.conversational.domain.apikey;

import bot.conversational.domain.ratelimit.UserLimits;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.session.KeyGrant;
import bot.conversational.domain.session.Scope;
import java.util.EnumSet;
import java.util.Set;

/**
 * A key of a service, without its secret. It belongs to the installation and not to who made it. It acts for the users of
 * its service alone, and never for those who registered.
 *
 * @param service whose users it acts for; keys of one service share them, so that a key can be replaced
 */
public record ServiceKey(ApiKeyId id, ServiceId service, KeyDetails details, Set<Scope> scopes) {

    /** What it may have been given. {@link Scope#ON_BEHALF_OF} it has anyway; users of a service administrate nothing. */
    public static final Set<Scope> ALLOWED = allowed();

    private static Set<Scope> allowed() {
        Set<Scope> scopes = EnumSet.copyOf(Scope.USUAL);
        scopes.add(Scope.ON_BEHALF_OF);
        return Set.copyOf(scopes);
    }

    public KeyGrant grant() {
        return new KeyGrant(id, scopes, UserLimits.NONE);
    }
}
