package bot.conversational.adapters.redis;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.login.FailedLogIns;
import bot.conversational.domain.session.login.FailureLimit;
import bot.conversational.domain.session.login.LogInLimits;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.EmailAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Failed log-ins in Redis, for all nodes together. Each method is one round trip. */
public final class RedisFailedLogIns implements FailedLogIns.Shared {

    private static final LuaScript COUNT = LuaScript.named("count_log_in");
    private static final LuaScript TAKE_BACK = LuaScript.named("take_back_log_in");

    private final RedisGuard redis;
    private final List<String> limits;

    public RedisFailedLogIns(RedisGuard redis, LogInLimits limits) {
        this.redis = redis;
        this.limits = List.of(
                Integer.toString(limits.account().failures()),
                window(limits.account()),
                Integer.toString(limits.address().failures()),
                window(limits.address()));
    }

    @Override
    public Optional<Duration> count(EmailAddress account, ClientAddress address) {
        List<String> keys = keys(account, address);
        Object wait = redis.run(COUNT, keys, limits);
        if (!(wait instanceof Long millis)) {
            throw new DomainException.Broken("Redis returned an unknown count.", null);
        }
        return millis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    @Override
    public void takeBack(EmailAddress account, ClientAddress address) {
        List<String> keys = keys(account, address);
        redis.run(TAKE_BACK, keys, List.of());
    }

    private static List<String> keys(EmailAddress account, ClientAddress address) {
        return List.of(RedisKeys.failedLogIns(account), RedisKeys.failedLogIns(address));
    }

    private static String window(FailureLimit limit) {
        return Long.toString(limit.window().toMillis());
    }
}
