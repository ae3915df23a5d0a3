package bot.conversational.adapters.redis.sharing;

import bot.conversational.adapters.redis.LuaScript;
import bot.conversational.adapters.redis.Redis;
import bot.conversational.adapters.redis.RedisKeys;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.sharing.ShareVisits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Readings of shares in Redis, for all nodes together, in one round trip; none where there is no limit. */
public final class RedisShareVisits implements ShareVisits.Shared {

    private static final LuaScript COUNT = LuaScript.named("count_attempt");
    private static final String MINUTE = Long.toString(Duration.ofMinutes(1).toMillis());

    private final Redis redis;
    private final int perMinute;

    /** @param perMinute from one address; 0 is no limit */
    public RedisShareVisits(Redis redis, int perMinute) {
        this.redis = redis;
        this.perMinute = perMinute;
    }

    @Override
    public Optional<Duration> count(ClientAddress address) {
        if (perMinute == 0) {
            return Optional.empty();
        }
        return switch (redis.run(
                COUNT, List.of(RedisKeys.shareVisits(address)), List.of(Integer.toString(perMinute), MINUTE))) {
            case Long wait -> Optional.of(Duration.ofMillis(wait));
            case List<?> counted -> Optional.empty();
            case null, default -> throw new DomainException.Broken("Redis returned an unknown count.", null);
        };
    }
}
