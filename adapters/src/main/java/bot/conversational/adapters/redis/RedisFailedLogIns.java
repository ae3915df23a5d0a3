package bot.conversational.adapters.redis;

import bot.conversational.domain.session.login.FailedLogIns;
import bot.conversational.domain.session.login.FailedLogIns.Counting.Counted;
import bot.conversational.domain.session.login.FailedLogIns.Counting.Refused;
import bot.conversational.domain.session.login.FailureCount;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Failed log-ins in Redis, for all nodes together. Each method is one round trip. */
public final class RedisFailedLogIns implements FailedLogIns.Shared {

    private static final LuaScript TAKE_BACK = LuaScript.named("take_back_log_in");

    private final RedisGuard redis;

    public RedisFailedLogIns(RedisGuard redis) {
        this.redis = redis;
    }

    @Override
    public Counting count(List<FailureCount> counts) {
        List<String> keys = keys(counts);
        List<String> limits = counts.stream()
                .map(FailureCount::limit)
                .flatMap(limit -> Stream.of(
                        Integer.toString(limit.failures()),
                        Long.toString(limit.window().toMillis())))
                .toList();
        return switch (redis.run(LuaScript.COUNT_ATTEMPT, keys, limits)) {
            case Long wait -> new Refused(Duration.ofMillis(wait));
            case List<?> windows ->
                new Counted(counts, windows.stream().map(Long.class::cast).toList());
            case null, default -> throw new DomainException.Broken("Redis returned an unknown count.", null);
        };
    }

    @Override
    public void takeBack(Counted attempt) {
        List<String> keys = keys(attempt.counts());
        List<String> windows = attempt.windows().stream().map(String::valueOf).toList();
        redis.run(TAKE_BACK, keys, windows);
    }

    private static List<String> keys(List<FailureCount> counts) {
        return counts.stream().map(RedisKeys::failedLogIns).toList();
    }
}
