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
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;

/** The logs of running answers in Redis: one string each. */
public final class RedisLiveTextMirror implements LiveTextMirror {

    /** Longer than any pause within an answer; a node that died leaves its texts behind for so long. */
    private static final Duration LIFE = Duration.ofMinutes(2);

    private static final LuaScript APPEND = LuaScript.named("append_live_turn");

    private final Redis redis;

    public RedisLiveTextMirror(Redis redis) {
        this.redis = redis;
    }

    @Override
    public List<Long> append(List<Delta> pieces) {
        return redis
                .each(
                        APPEND.name(),
                        pieces,
                        piece -> RedisKeys.liveTurn(piece.user(), piece.turn()),
                        RedisLiveTextMirror::append)
                .stream()
                .map(size -> size.orElse(UNKNOWN))
                .toList();
    }

    private static List<Long> append(UnifiedJedis client, List<Delta> pieces) {
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
        return responses.stream()
                .map(response -> {
                    if (response.get() instanceof Long bytes) {
                        return bytes;
                    }
                    throw new DomainException.Unavailable("Redis did not store the text of a turn.", null);
                })
                .toList();
    }

    /** An offset within a character has no text: it was forged. */
    @Override
    public Optional<String> read(UserId user, MessageId turn, long offset) {
        String name = RedisKeys.liveTurn(user, turn);
        byte[] key = name.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = redis.call("getrange", name, client -> client.getrange(key, offset, -1));
        return bytes.length == 0 || (bytes[0] & 0xC0) == 0x80
                ? Optional.empty()
                : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }
}
