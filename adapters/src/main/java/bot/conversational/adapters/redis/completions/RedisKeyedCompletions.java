package bot.conversational.adapters.redis.completions;

import bot.conversational.adapters.redis.LuaScript;
import bot.conversational.adapters.redis.Redis;
import bot.conversational.adapters.redis.RedisKeys;
import bot.conversational.domain.chat.completion.KeyedCompletions;
import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers by their idempotency keys in Redis. Each method is one script. */
public final class RedisKeyedCompletions implements KeyedCompletions {

    private static final LuaScript CLAIM = LuaScript.named("claim_completion");
    private static final LuaScript APPEND = LuaScript.named("append_completion");
    private static final LuaScript END = LuaScript.named("end_completion");
    private static final LuaScript READ = LuaScript.named("read_completion");

    private static final String CLAIMED = millis(Duration.ofSeconds(10));
    private static final String KEPT = millis(Duration.ofHours(1));
    private static final String FAILED = millis(Duration.ofMinutes(1));

    private final Redis redis;

    public RedisKeyedCompletions(Redis redis) {
        this.redis = redis;
    }

    @Override
    public State claim(UserId user, KeyedRequest request, String claimant) {
        return state(redis.run(
                CLAIM, keys(user, request.key()), List.of(request.hash().toString(), claimant, CLAIMED)));
    }

    @Override
    public boolean append(UserId user, IdempotencyKey key, String claimant, List<String> lines) {
        String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        List<String> arguments = List.of(claimant, text, CLAIMED, Integer.toString(MOST_BYTES), KEPT);
        return Long.valueOf(1).equals(redis.run(APPEND, keys(user, key), arguments));
    }

    @Override
    public void end(UserId user, IdempotencyKey key, String claimant, boolean complete) {
        redis.run(
                END,
                keys(user, key),
                complete ? List.of(claimant, "ended", KEPT) : List.of(claimant, "failed", FAILED));
    }

    @Override
    public Kept read(UserId user, IdempotencyKey key, long from) {
        if (redis.run(READ, keys(user, key), List.of(Long.toString(from))) instanceof List<?> found
                && found.size() == 2
                && found.get(1) instanceof String text) {
            long next = from + text.getBytes(StandardCharsets.UTF_8).length;
            return new Kept(state(found.getFirst()), text.lines().toList(), next);
        }
        throw new DomainException.Broken("Redis returned an unknown answer.", null);
    }

    private static State state(@Nullable Object word) {
        try {
            return State.valueOf(String.valueOf(word).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new DomainException.Broken("Redis returned an unknown state.", unknown);
        }
    }

    private static List<String> keys(UserId user, IdempotencyKey key) {
        return List.of(RedisKeys.completion(user, key), RedisKeys.completionLines(user, key));
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
