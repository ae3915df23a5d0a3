package bot.conversational.adapters.redis;

import bot.conversational.domain.registration.RegistrationAttempts;
import bot.conversational.domain.registration.RegistrationLimits;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Attempts to register in Redis, for all nodes together, in one round trip. */
public final class RedisRegistrationAttempts implements RegistrationAttempts.Shared {

    private static final LuaScript COUNT = LuaScript.named("count_registration");

    private final RedisGuard redis;
    private final List<String> limits;

    public RedisRegistrationAttempts(RedisGuard redis, RegistrationLimits limits) {
        this.redis = redis;
        this.limits = List.of(
                Integer.toString(limits.perMinute()),
                Long.toString(Duration.ofMinutes(1).toMillis()),
                Integer.toString(limits.perDay()),
                Long.toString(Duration.ofDays(1).toMillis()));
    }

    @Override
    public Optional<Duration> count(ClientAddress address) {
        List<String> keys =
                List.of(RedisKeys.registrations("minute", address), RedisKeys.registrations("day", address));
        if (redis.run(COUNT, keys, limits) instanceof Long millis) {
            return millis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
        }
        throw new DomainException.Broken("Redis returned an unknown count.", null);
    }
}
