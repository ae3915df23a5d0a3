package bot.conversational.adapters.redis;

import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.SessionToken;
import bot.conversational.domain.session.admission.SessionGate;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Sessions and token buckets in Redis. Each method is one round trip. */
public final class RedisSessionGate implements SessionGate {

    private static final LuaScript ADMIT = LuaScript.named("admit");
    private static final LuaScript FORGET = LuaScript.named("forget_sessions");
    private static final LuaScript REMEMBER = LuaScript.named("remember_session");

    /** In place of a session that was forgotten; no session looks like that. */
    private static final String FORGOTTEN = "-";

    private final Redis redis;
    private final SessionLife life;

    public RedisSessionGate(Redis redis, SessionLife life) {
        this.redis = redis;
        this.life = life;
    }

    @Override
    public int parts() {
        return redis.parts();
    }

    @Override
    public int part(UserId user) {
        return redis.parts() == 1 ? 0 : redis.part(RedisKeys.buckets(user));
    }

    @Override
    public BitSet away() {
        return redis.away();
    }

    @Override
    public Admission admit(SessionToken token, RateLimit limit) {
        List<String> keys = List.of(RedisKeys.session(token.user(), token.digest()), RedisKeys.buckets(token.user()));
        List<String> arguments = List.of(
                millis(life.idle()),
                millis(SessionLife.TOUCH_INTERVAL),
                Integer.toString(limit.perMinute()),
                Integer.toString(limit.burst()),
                limit.name());
        Object admitted = redis.run(ADMIT, keys, arguments);
        return admitted == null ? new Admission.Unknown() : known(token.user(), limit, admitted);
    }

    @Override
    public void remember(Session session) {
        List<String> keys = List.of(RedisKeys.session(session.user(), session.digest()));
        List<String> arguments = List.of(
                String.join(
                        "|",
                        session.id().toString(),
                        session.caller().role().name(),
                        Long.toString(session.endsAt().toEpochMilli()),
                        Long.toString(session.lastSeenAt().toEpochMilli())),
                millis(life.idle()),
                Long.toString(session.endsAt().toEpochMilli()));
        redis.run(REMEMBER, keys, arguments);
    }

    /** Leaves tombstones for as long as a call that found a session before could cache it again. */
    @Override
    public void forget(UserId user, Collection<String> digests) {
        List<String> keys =
                digests.stream().map(digest -> RedisKeys.session(user, digest)).toList();
        redis.run(FORGET, keys, List.of(FORGOTTEN, millis(life.idle())));
    }

    private static Admission known(UserId user, RateLimit limit, Object admitted) {
        if (!(admitted instanceof List<?> a)
                || a.size() != 7
                || !(a.get(0) instanceof String session)
                || !(a.get(1) instanceof String role)
                || !(a.get(2) instanceof Long touchDue)
                || !(a.get(3) instanceof Long allowed)
                || !(a.get(4) instanceof Long remaining)
                || !(a.get(5) instanceof Long reset)
                || !(a.get(6) instanceof Long retryAfter)) {
            throw new DomainException.Broken("Redis returned an unknown admission.", null);
        }
        RateLimitDecision decision = allowed == 1
                ? new RateLimitDecision.Allowed(limit, remaining.intValue(), Duration.ofMillis(reset))
                : new RateLimitDecision.Refused(limit, Duration.ofMillis(retryAfter), Duration.ofMillis(reset));
        Caller caller = new Caller(user, new SessionId(UUID.fromString(session)), Role.valueOf(role));
        return new Admission.Known(caller, decision, touchDue == 1);
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
