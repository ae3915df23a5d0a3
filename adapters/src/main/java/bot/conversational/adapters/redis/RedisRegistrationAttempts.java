package bot.conversational.adapters.redis;

import bot.conversational.domain.registration.RegistrationAttempts;
import bot.conversational.domain.registration.RegistrationLimits;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Attempts to register in Redis, for all nodes together, in one round trip; none where there is no limit. */
public final class RedisRegistrationAttempts implements RegistrationAttempts.Shared {

    private record Window(String name, int limit, Duration length) {}

    private final Redis redis;
    private final List<Window> windows;

    public RedisRegistrationAttempts(Redis redis, RegistrationLimits limits) {
        this.redis = redis;
        this.windows = Stream.of(
                        new Window("minute", limits.perMinute(), Duration.ofMinutes(1)),
                        new Window("day", limits.perDay(), Duration.ofDays(1)))
                .filter(window -> window.limit() > 0)
                .toList();
    }

    @Override
    public Optional<Duration> count(ClientAddress address) {
        if (windows.isEmpty()) {
            return Optional.empty();
        }
        List<String> keys = windows.stream()
                .map(window -> RedisKeys.registrations(window.name(), address))
                .toList();
        List<String> limits = windows.stream()
                .flatMap(window -> Stream.of(
                        Integer.toString(window.limit()),
                        Long.toString(window.length().toMillis())))
                .toList();
        return switch (redis.run(LuaScript.COUNT_ATTEMPT, keys, limits)) {
            case Long wait -> Optional.of(Duration.ofMillis(wait));
            case List<?> counted -> Optional.empty();
            case null, default -> throw new DomainException.Broken("Redis returned an unknown count.", null);
        };
    }
}
