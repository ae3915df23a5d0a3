package bot.conversational.adapters.redis.completions;

import bot.conversational.adapters.redis.AnswerScope;
import bot.conversational.adapters.redis.Redis;
import bot.conversational.adapters.redis.RedisKeys;
import bot.conversational.domain.chat.completion.KnownCompletions;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.params.SetParams;

/** Answers to equal requests in Redis, beside those of conversations. */
public final class RedisKnownCompletions implements KnownCompletions {

    private static final Digest IN_NO_CONVERSATION = Digest.of(List.of("completions"));

    /** The owner, by whom it is found when the account is erased, the cost, the model, and the text. */
    private static final Pattern FORM = Pattern.compile(
            "([0-9a-f-]{36})\\|(\\d{1,9})\\|(\\d{1,9})\\|(\\d{1,9})\\|(\\d{1,9})\\|([^\n]*)\n(.*)", Pattern.DOTALL);

    private final Redis redis;
    private final Duration life;
    private final AnswerScope scope;

    /** @param life of an answer, from its making */
    public RedisKnownCompletions(Redis redis, Duration life, AnswerScope scope) {
        this.redis = redis;
        this.life = life;
        this.scope = scope;
    }

    @Override
    public Optional<Known> find(UserId user, Digest request) {
        String key = key(user, request);
        try {
            @Nullable String found = redis.call("get", key, client -> client.get(key));
            return Optional.ofNullable(found)
                    .map(FORM::matcher)
                    .filter(Matcher::matches)
                    .filter(it -> isFor(user, it))
                    .map(RedisKnownCompletions::known);
        } catch (DomainException.Unavailable away) {
            return Optional.empty();
        }
    }

    /** The key says whose it is already; the owner in the value guards against a key that was made wrongly. */
    private boolean isFor(UserId user, Matcher found) {
        return switch (scope) {
            case USER -> found.group(1).equals(user.toString());
            case GLOBAL -> true;
        };
    }

    private static Known known(Matcher found) {
        return new Known(
                found.group(7),
                found.group(6),
                new TokenUsage(number(found, 2), number(found, 3), number(found, 4), number(found, 5)));
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }

    @Override
    public void keep(UserId user, Digest request, Known answer) {
        String key = key(user, request);
        TokenUsage usage = answer.usage();
        String value = user + "|" + usage.promptTokens() + "|" + usage.completionTokens() + "|" + usage.cachedTokens()
                + "|" + usage.reasoningTokens() + "|" + answer.model() + "\n" + answer.text();
        try {
            redis.call(
                    "set",
                    key,
                    client -> client.set(key, value, SetParams.setParams().px(life.toMillis())));
        } catch (DomainException.Unavailable away) {
            // it is made anew, then
        }
    }

    private String key(UserId user, Digest request) {
        return RedisKeys.answer(scope, user, IN_NO_CONVERSATION, request);
    }
}
