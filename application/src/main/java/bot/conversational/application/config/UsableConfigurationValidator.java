package bot.conversational.application.config;

import bot.conversational.application.config.ConfiguredModels.Mistake;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder;
import java.util.ArrayList;
import java.util.List;

/** Reports each mistake at its own key. */
public final class UsableConfigurationValidator
        implements ConstraintValidator<UsableConfiguration, ConversationalBotConfiguration> {

    private record RedisMistake(String block, String key, String message) {}

    @Override
    public boolean isValid(ConversationalBotConfiguration configuration, ConstraintValidatorContext context) {
        context.disableDefaultConstraintViolation();
        // What is missing is reported as such.
        List<Mistake> models =
                configuration.isComplete() ? configuration.configuredModels().mistakes() : List.of();
        List<RedisMistake> redis = hasRedis(configuration) ? mistakes(configuration) : List.of();
        models.forEach(mistake -> report(mistake, context));
        redis.forEach(mistake -> context.buildConstraintViolationWithTemplate(mistake.message())
                .addPropertyNode(mistake.block())
                .addPropertyNode(mistake.key())
                .addConstraintViolation());
        return models.isEmpty() && redis.isEmpty();
    }

    private static void report(Mistake mistake, ConstraintValidatorContext context) {
        ConstraintViolationBuilder violation = context.buildConstraintViolationWithTemplate(mistake.message());
        mistake.entry()
                .index()
                .ifPresentOrElse(
                        index -> violation
                                .addPropertyNode("models")
                                .addPropertyNode(mistake.key())
                                .inIterable()
                                .atIndex(index)
                                .addConstraintViolation(),
                        () -> violation
                                .addPropertyNode("llm")
                                .addPropertyNode(mistake.key())
                                .addConstraintViolation());
    }

    private static boolean hasRedis(ConversationalBotConfiguration configuration) {
        RedisConfiguration redis = configuration.redis();
        RedisConfiguration.ApartSettings cache = configuration.redisCache();
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

    private static List<RedisMistake> mistakes(ConversationalBotConfiguration configuration) {
        RedisConfiguration redis = configuration.redis();
        RedisConfiguration.ApartSettings cache = configuration.redisCache();
        List<RedisMistake> mistakes = new ArrayList<>();
        check("redis", redis.mode(), redis.hosts(), redis.database(), mistakes);
        if (cache.isApart()) {
            check("redisCache", cache.mode(), cache.hosts(), cache.database(), mistakes);
        }
        RedisConfiguration.Mode caching = cache.isApart() ? cache.mode() : redis.mode();
        if (caching == RedisConfiguration.Mode.CLUSTER
                && configuration.cache().llmResponsesScope().equals("global")) {
            mistakes.add(new RedisMistake(
                    "cache",
                    "llmResponsesScope",
                    "must be user in a Redis Cluster: answers for all would lie on other servers than conversations"));
        }
        return mistakes;
    }

    private static void check(
            String block, RedisConfiguration.Mode mode, String hosts, int database, List<RedisMistake> mistakes) {
        if ((mode == RedisConfiguration.Mode.SINGLE) != hosts.isEmpty()) {
            String message = switch (mode) {
                case SINGLE -> "must be empty, or the mode sentinel or cluster";
                case SENTINEL -> "must name the sentinels, as h1:26379,h2:26379";
                case CLUSTER -> "must name servers of the cluster, as h1:6379,h2:6379";
            };
            mistakes.add(new RedisMistake(block, "hosts", message));
        }
        if (mode == RedisConfiguration.Mode.CLUSTER && database != 0) {
            mistakes.add(new RedisMistake(block, "database", "must be 0 in a Redis Cluster, which has no other"));
        }
    }
}
