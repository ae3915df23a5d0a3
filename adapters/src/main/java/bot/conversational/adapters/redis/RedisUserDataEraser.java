package bot.conversational.adapters.redis;

import bot.conversational.domain.erasure.UserDataEraser;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * Erases the keys with a user's tag on one Redis server, and the user's answers that others share. They are found by a
 * scan of all keys, a thousand at a time: some seconds for millions of keys, in the background, and rare.
 *
 * <p>A set of each user's keys would avoid the scan. But every write of every user would pay for it. Members would
 * outlive their keys, which expire and are evicted. An evicted set would make the erasure miss keys. An account is
 * erased once, so the erasure pays. The scan never blocks the server: a step reads about a thousand keys, and other
 * calls run between two steps.
 */
public final class RedisUserDataEraser implements UserDataEraser {

    private static final int PAGE = 1_000;

    private final Redis redis;

    public RedisUserDataEraser(Redis redis) {
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
        List<String> answers = redis.call("mget", keys.getFirst(), client -> client.mget(keys.toArray(String[]::new)));
        List<String> owned = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            // A key that has gone since has no value, whatever Jedis says of its type.
            @Nullable String answer = answers.get(i);
            // An answer names its owner; another's that happens to say the id may go, too.
            if (answer != null && answer.contains(user.toString())) {
                owned.add(keys.get(i));
            }
        }
        return owned;
    }

    /**
     * Whether there was any. A key that is written during the scan may or may not be found.
     *
     * @param pattern of keys that all have its tag
     */
    private boolean unlink(String pattern, Function<List<String>, List<String>> choice) {
        // A server that does not have these keys any more says so to this, and not to a scan.
        redis.call("exists", pattern, client -> client.exists(pattern));
        ScanParams page = new ScanParams().match(pattern).count(PAGE);
        boolean any = false;
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            String from = cursor;
            ScanResult<String> found = redis.call("scan", pattern, client -> client.scan(from, page));
            List<String> chosen = found.getResult().isEmpty() ? List.of() : choice.apply(found.getResult());
            if (!chosen.isEmpty()) {
                any = true;
                redis.call("unlink", pattern, client -> client.unlink(chosen.toArray(String[]::new)));
            }
            cursor = found.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        return any;
    }
}
