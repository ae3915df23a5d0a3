package bot.conversational.adapters.redis;

import bot.conversational.domain.chat.live.LiveTextMirror;
import bot.conversational.domain.chat.live.LiveTextStore.Delta;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;

/** The logs of running answers in Redis: one string each. */
public final class RedisLiveTextMirror implements LiveTextMirror {

    /** Longer than any pause within an answer; a node that died leaves its texts behind for so long. */
    private static final Duration LIFE = Duration.ofMinutes(2);

    private static final LuaScript APPEND = LuaScript.named("append_live_turn");

    private final RedisGuard redis;

    public RedisLiveTextMirror(RedisGuard redis) {
        this.redis = redis;
    }

    @Override
    public List<Long> append(List<Delta> pieces) {
        List<@Nullable Object> sizes = redis.call(client -> append(client, pieces));
        return sizes.stream()
                .map(size -> {
                    if (size instanceof Long bytes) {
                        return bytes;
                    }
                    throw new DomainException.Unavailable("Redis did not store the text of a turn.", null);
                })
                .toList();
    }

    private static List<@Nullable Object> append(UnifiedJedis client, List<Delta> pieces) {
        List<Response<Object>> responses = new ArrayList<>(pieces.size());
        try (AbstractPipeline pipeline = client.pipelined()) {
            for (Delta piece : pieces) {
                responses.add(APPEND.run(
                        pipeline,
                        responses.isEmpty(),
                        List.of(RedisKeys.liveTurn(piece.user(), piece.turn())),
                        List.of(Long.toString(piece.start()), piece.text(), Long.toString(LIFE.toMillis()))));
            }
        }
        List<@Nullable Object> sizes = new ArrayList<>(responses.size());
        responses.forEach(response -> sizes.add(response.get()));
        return sizes;
    }

    /** An offset within a character has no text: it was forged. */
    @Override
    public Optional<String> read(UserId user, MessageId turn, long offset) {
        byte[] key = RedisKeys.liveTurn(user, turn).getBytes(StandardCharsets.UTF_8);
        byte[] bytes = redis.call(client -> client.getrange(key, offset, -1));
        return bytes.length == 0 || (bytes[0] & 0xC0) == 0x80
                ? Optional.empty()
                : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }
}
