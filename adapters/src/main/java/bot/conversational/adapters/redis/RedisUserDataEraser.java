package bot.conversational.adapters.redis;

import bot.conversational.domain.chat.context.CachedAnswer;
import bot.conversational.domain.erasure.UserDataEraser;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * What one Redis server has under a user's tag, and the answers of his that others share. It is found by walking through all
 * keys, a thousand at a time: some seconds for millions of keys, in the background, and rare.
 *
 * <p>A set of each user's keys would make this a single look. But every write of every user would pay for it, members would
 * outlive their keys, which go by TTL and eviction, and an evicted set would make the erasure miss what it must find.
 * Erasing is the one thing that happens once in an account's life; so it is what pays. The walk never blocks the server: a
 * step looks at about a thousand keys, and other calls come between two steps.
 */
public final class RedisUserDataEraser implements UserDataEraser {

    private static final int PAGE = 1_000;

    private final RedisGuard redis;

    public RedisUserDataEraser(RedisGuard redis) {
        this.redis = redis;
    }

    @Override
    public void removeTexts(UserId user) {
        String marks = RedisKeys.session(user, "");
        unlink(
                RedisKeys.all(user),
                keys -> keys.stream().filter(key -> !key.startsWith(marks)).toList());
        removeSharedAnswers(user);
    }

    @Override
    public boolean removeAll(UserId user) {
        boolean own = unlink(RedisKeys.all(user), keys -> keys);
        return removeSharedAnswers(user) || own;
    }

    private boolean removeSharedAnswers(UserId user) {
        return unlink(RedisKeys.sharedAnswers(), keys -> ownedBy(user, keys));
    }

    private List<String> ownedBy(UserId user, List<String> keys) {
        List<String> answers = redis.call(client -> client.mget(keys.toArray(String[]::new)));
        List<String> owned = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            // A key that has gone since has no value, whatever Jedis says of its type.
            @Nullable String answer = answers.get(i);
            if (answer != null
                    && ContextJson.readAnswer(answer)
                            .map(CachedAnswer::owner)
                            .filter(user::equals)
                            .isPresent()) {
                owned.add(keys.get(i));
            }
        }
        return owned;
    }

    /** Whether there was any. A key that comes while this walks may or may not be met. */
    private boolean unlink(String pattern, Function<List<String>, List<String>> choice) {
        ScanParams page = new ScanParams().match(pattern).count(PAGE);
        boolean any = false;
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            String from = cursor;
            ScanResult<String> found = redis.call(client -> client.scan(from, page));
            List<String> chosen = found.getResult().isEmpty() ? List.of() : choice.apply(found.getResult());
            if (!chosen.isEmpty()) {
                any = true;
                redis.call(client -> client.unlink(chosen.toArray(String[]::new)));
            }
            cursor = found.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        return any;
    }
}
