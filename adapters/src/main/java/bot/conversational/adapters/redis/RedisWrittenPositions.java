package bot.conversational.adapters.redis;

import bot.conversational.domain.cluster.LogPosition;
import bot.conversational.domain.cluster.WrittenPositions;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.GetExParams;
import redis.clients.jedis.params.SetParams;

/**
 * The places in Redis, a string for each user who wrote a moment ago. A mark beside them tells each node when Redis was
 * emptied: it comes back with another value.
 */
public final class RedisWrittenPositions implements WrittenPositions {

    private static final LuaScript NOTE = LuaScript.named("note_position");

    private static final String LIFE = Long.toString(REMEMBERED.toMillis());

    /** Longer than a node stays away and comes back as if nothing had happened. */
    private static final Duration MARK_LIFE = Duration.ofDays(1);

    private final Redis redis;
    private volatile @Nullable String mark;

    public RedisWrittenPositions(Redis redis) {
        this.redis = redis;
    }

    @Override
    public void note(Set<UserId> users, LogPosition position) {
        if (users.size() == 1) {
            users.forEach(user -> redis.run(NOTE, List.of(RedisKeys.written(user)), List.of(position.text(), LIFE)));
        } else {
            List<Optional<Object>> noted = redis.each(
                    NOTE.name(),
                    List.copyOf(users),
                    RedisKeys::written,
                    (client, some) -> noteAll(client, some, position));
            if (noted.stream().anyMatch(Optional::isEmpty)) {
                throw new DomainException.Unavailable("Redis is unavailable for some users.", null);
            }
        }
    }

    private static List<Object> noteAll(UnifiedJedis client, List<UserId> users, LogPosition position) {
        try (AbstractPipeline pipeline = client.pipelined()) {
            List<Response<Object>> noted = new ArrayList<>(users.size());
            for (UserId user : users) {
                noted.add(NOTE.run(
                        pipeline, noted.isEmpty(), List.of(RedisKeys.written(user)), List.of(position.text(), LIFE)));
            }
            pipeline.sync();
            return noted.stream().map(Response::get).toList(); // which throws what Redis refused
        }
    }

    @Override
    public Optional<LogPosition> of(UserId user) {
        String key = RedisKeys.written(user);
        @Nullable String known = redis.<@Nullable String>call("get", key, client -> client.get(key));
        return Optional.ofNullable(known).map(LogPosition::new);
    }

    @Override
    public boolean unbroken() {
        String found = redis.call("mark", RedisKeys.writtenMark(), RedisWrittenPositions::readMark);
        // The mark is on one master of a cluster. Another may be new, and lack what the one before it had last.
        boolean whole = redis.parts() == 1 || redis.away().isEmpty();
        boolean same = found.equals(mark);
        mark = found;
        return same && whole;
    }

    private static String readMark(UnifiedJedis client) {
        String key = RedisKeys.writtenMark();
        String fresh = UUID.randomUUID().toString();
        @Nullable String known = client.getEx(key, GetExParams.getExParams().ex(MARK_LIFE.toSeconds()));
        if (known != null) {
            return known;
        }
        client.set(key, fresh, SetParams.setParams().nx().ex(MARK_LIFE.toSeconds()));
        @Nullable String now = client.get(key);
        return now == null ? fresh : now;
    }
}
