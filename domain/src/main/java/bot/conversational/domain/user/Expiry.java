package bot.conversational.domain.user;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;

/** Since when users' conversations are kept, for telling them what will be deleted. */
public final class Expiry {

    private final UserStore users;
    private final RetentionRule rule;
    private final InstantSource clock;

    public Expiry(UserStore users, RetentionRule rule, InstantSource clock) {
        this.users = users;
        this.rule = rule;
        this.clock = clock;
    }

    /**
     * Conversations that were written in before are deleted soon, unless they are pinned. {@link Instant#MIN} where all
     * are kept.
     *
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the store is unavailable
     */
    public Instant keptSince(UserId user) {
        Optional<Integer> own = users.find(user).flatMap(User::retentionDays);
        return Stream.concat(own.stream(), Stream.of(rule.days()).filter(days -> days > 0))
                .min(Integer::compare)
                .map(days -> clock.instant().minus(Duration.ofDays(days)))
                .orElse(Instant.MIN);
    }
}
