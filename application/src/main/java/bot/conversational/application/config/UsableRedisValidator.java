package bot.conversational.application.config;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.ArrayList;
import java.util.List;

/** Reports each mistake at its own key. */
public final class UsableRedisValidator implements ConstraintValidator<UsableRedis, ConversationalBotConfiguration> {

    private record Mistake(String block, String key, String message) {}

    @Override
    public boolean isValid(ConversationalBotConfiguration configuration, ConstraintValidatorContext context) {
        if (!isComplete(configuration)) {
            return true; // what is missing is reported as such
        }
        context.disableDefaultConstraintViolation();
        List<Mistake> mistakes = mistakes(configuration);
        mistakes.forEach(mistake -> context.buildConstraintViolationWithTemplate(mistake.message())
                .addPropertyNode(mistake.block())
                .addPropertyNode(mistake.key())
                .addConstraintViolation());
        return mistakes.isEmpty();
    }

    private static boolean isComplete(ConversationalBotConfiguration configuration) {
        RedisConfiguration redis = configuration.redis();
        RedisCacheConfiguration cache = configuration.redisCache();
        return redis != null
                && redis.mode() != null
                && redis.hosts() != null
                && cache != null
                && cache.mode() != null
                && cache.host() != null
                && cache.hosts() != null
                && configuration.cache() != null
                && configuration.cache().llmResponsesScope() != null;
    }

    private static List<Mistake> mistakes(ConversationalBotConfiguration configuration) {
        RedisConfiguration redis = configuration.redis();
        RedisCacheConfiguration cache = configuration.redisCache();
        List<Mistake> mistakes = new ArrayList<>();
        check("redis", redis.mode(), redis.hosts(), redis.database(), mistakes);
        if (cache.isApart()) {
            check("redisCache", cache.mode(), cache.hosts(), cache.database(), mistakes);
        }
        RedisMode caching = cache.isApart() ? cache.mode() : redis.mode();
        if (caching == RedisMode.CLUSTER
                && configuration.cache().llmResponsesScope().equals("global")) {
            mistakes.add(new Mistake(
                    "cache",
                    "llmResponsesScope",
                    "must be user in a Redis Cluster: answers for all would lie on other servers than conversations"));
        }
        return mistakes;
    }

    private static void check(String block, RedisMode mode, String hosts, int database, List<Mistake> mistakes) {
        if ((mode == RedisMode.SINGLE) != hosts.isEmpty()) {
            String message = switch (mode) {
                case SINGLE -> "must be empty, or the mode sentinel or cluster";
                case SENTINEL -> "must name the sentinels, as h1:26379,h2:26379";
                case CLUSTER -> "must name servers of the cluster, as h1:6379,h2:6379";
            };
            mistakes.add(new Mistake(block, "hosts", message));
        }
        if (mode == RedisMode.CLUSTER && database != 0) {
            mistakes.add(new Mistake(block, "database", "must be 0 in a Redis Cluster, which has no other"));
        }
    }
}
