package bot.conversational.domain.session;

import bot.conversational.domain.ratelimit.LimitPolicy;
import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.UserLimits;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * What an API key lets its caller do.
 *
 * @param limits of the key itself, beside those of the user; {@link UserLimits#NONE} for none
 */
public record KeyGrant(ApiKeyId key, Set<Scope> scopes, UserLimits limits) implements Access {

    public KeyGrant {
        scopes = Set.copyOf(scopes);
    }

    /** The key's own limit of calls that count against one of its user's, if it has one. */
    public Optional<RateLimit> limitOf(RateLimit usual) {
        return usual.policy() == LimitPolicy.CHAT
                ? limits.requestsPerMinute()
                        .map(perMinute -> new RateLimit(usual.policy(), perMinute, Math.min(usual.burst(), perMinute)))
                : Optional.empty();
    }

    /** Whether the key has one of these scopes. */
    boolean hasOneOf(Collection<Scope> some) {
        return some.stream().anyMatch(scopes::contains);
    }
}
