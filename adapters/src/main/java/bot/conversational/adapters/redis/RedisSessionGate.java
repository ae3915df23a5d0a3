package bot.conversational.adapters.redis;

import bot.conversational.domain.ratelimit.LimitPolicy;
import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.ratelimit.UserLimits;
import bot.conversational.domain.session.Access;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.KeyGrant;
import bot.conversational.domain.session.Pass;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.admission.SessionGate;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Passes and token buckets in Redis. Each method is one round trip. */
public final class RedisSessionGate implements SessionGate {

    private static final int GRANT_FIELDS = 4;

    private static final LuaScript ADMIT = LuaScript.named("admit");
    private static final LuaScript FORGET = LuaScript.named("forget_sessions");
    private static final LuaScript REMEMBER = LuaScript.named("remember_session");

    /** In place of a pass that was forgotten; none looks like that. */
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
    public Admission admit(Pass.Name name, RateLimit limit) {
        List<String> keys = List.of(RedisKeys.session(name.user(), name.value()), RedisKeys.buckets(name.user()));
        List<String> arguments = List.of(
                millis(life.idle()),
                millis(SessionLife.TOUCH_INTERVAL),
                Integer.toString(limit.perMinute()),
                Integer.toString(limit.burst()),
                limit.name(),
                limit.policy() == LimitPolicy.CHAT ? "1" : "0");
        Object admitted = redis.run(ADMIT, keys, arguments);
        return admitted == null ? new Admission.Unknown() : known(name.user(), limit, admitted);
    }

    @Override
    public void remember(Pass pass) {
        List<String> keys = List.of(RedisKeys.session(pass.user(), pass.name().value()));
        List<String> arguments = List.of(
                text(pass), millis(life.idle()), Long.toString(pass.endsAt().toEpochMilli()));
        redis.run(REMEMBER, keys, arguments);
    }

    /** Leaves tombstones for as long as a call that found a pass before could cache it again. */
    @Override
    public void forget(UserId user, Collection<String> names) {
        List<String> keys =
                names.stream().map(name -> RedisKeys.session(user, name)).toList();
        redis.run(FORGET, keys, List.of(FORGOTTEN, millis(life.idle())));
    }

    private static Admission known(UserId user, RateLimit limit, Object admitted) {
        if (!(admitted instanceof List<?> a)
                || a.size() != 9
                || !(a.get(0) instanceof String id)
                || !(a.get(1) instanceof String role)
                || !(a.get(2) instanceof Long touchDue)
                || !(a.get(3) instanceof Long allowed)
                || !(a.get(4) instanceof Long remaining)
                || !(a.get(5) instanceof Long reset)
                || !(a.get(6) instanceof Long retryAfter)
                || !(a.get(7) instanceof String grant)
                || !(a.get(8) instanceof Long byKey)) {
            throw new DomainException.Broken("Redis returned an unknown admission.", null);
        }
        Caller caller = new Caller(user, access(id, grant), Role.valueOf(role));
        RateLimit decided =
                byKey == 1 ? caller.key().flatMap(key -> key.limitOf(limit)).orElse(limit) : limit;
        RateLimitDecision decision = allowed == 1
                ? new RateLimitDecision.Allowed(decided, remaining.intValue(), Duration.ofMillis(reset))
                : new RateLimitDecision.Refused(decided, Duration.ofMillis(retryAfter), Duration.ofMillis(reset));
        return new Admission.Known(caller, decision, touchDue == 1);
    }

    /** As admit.lua reads it: {@code id|role|endsAt|touchedAt}, and of a key its grant behind that. */
    private static String text(Pass pass) {
        String id = switch (pass.caller().access()) {
            case SessionId session -> session.toString();
            case KeyGrant grant -> grant.key().toString();
        };
        return String.join(
                        "|",
                        id,
                        pass.caller().role().name(),
                        Long.toString(pass.endsAt().toEpochMilli()),
                        Long.toString(pass.lastSeenAt().toEpochMilli()))
                + pass.caller().key().map(RedisSessionGate::grant).orElse("");
    }

    /** {@code |scopes|requestsPerMinute|tokensPerDay}, with 0 for no limit. */
    private static String grant(KeyGrant grant) {
        return "|" + Scope.bits(grant.scopes()) + "|"
                + grant.limits().requestsPerMinute().orElse(0) + "|"
                + grant.limits().tokensPerDay().orElse(0L);
    }

    /** @param grant what stands behind the four fields of every pass; empty for a session */
    private static Access access(String id, String grant) {
        UUID uuid = UUID.fromString(id);
        if (grant.isEmpty()) {
            return new SessionId(uuid);
        }
        String[] fields = grant.split("\\|", -1);
        if (fields.length != GRANT_FIELDS) {
            throw new DomainException.Broken("Redis returned an unknown grant.", null);
        }
        UserLimits limits = new UserLimits(
                Optional.of(Integer.parseInt(fields[2])).filter(perMinute -> perMinute > 0),
                Optional.of(Long.parseLong(fields[3])).filter(perDay -> perDay > 0));
        return new KeyGrant(new ApiKeyId(uuid), Scope.of(Integer.parseInt(fields[1])), limits);
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
