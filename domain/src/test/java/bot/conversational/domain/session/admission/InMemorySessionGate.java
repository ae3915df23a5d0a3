package bot.conversational.domain.session.admission;

import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.ratelimit.TokenBucket;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.Pass;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A gate for tests, with a switch to take it away. */
public final class InMemorySessionGate implements SessionGate {

    private record Key(UserId user, String name) {}

    private record Entry(Pass pass, Instant expiresAt, Instant touchedAt) {}

    private final SessionLife life;
    private final InstantSource clock;
    private final Map<Pass.Name, Entry> passes = new HashMap<>();
    private final Set<Pass.Name> forgotten = new HashSet<>();
    private final Map<Key, TokenBucket> buckets = new HashMap<>();
    private final Set<UserId> poisoned = new HashSet<>();
    private final int parts;
    private final BitSet away = new BitSet();

    public InMemorySessionGate(SessionLife life, InstantSource clock) {
        this(life, clock, 1);
    }

    /** @param parts that can be away by themselves */
    public InMemorySessionGate(SessionLife life, InstantSource clock, int parts) {
        this.life = life;
        this.clock = clock;
        this.parts = parts;
    }

    /** Takes the gate away until the outage is closed. */
    public Outage outage() {
        return outage(0, parts);
    }

    /** Takes the part away that has a user. */
    public Outage outage(UserId user) {
        return outage(part(user), part(user) + 1);
    }

    private synchronized Outage outage(int from, int to) {
        away.set(from, to);
        return () -> {
            synchronized (this) {
                away.clear(from, to);
            }
        };
    }

    @Override
    public int parts() {
        return parts;
    }

    @Override
    public int part(UserId user) {
        return Math.floorMod(user.hashCode(), parts);
    }

    @Override
    public synchronized BitSet away() {
        return (BitSet) away.clone();
    }

    @Override
    public synchronized Admission admit(Pass.Name name, RateLimit limit) {
        Instant now = now(name.user());
        Entry entry = passes.get(name);
        if (entry == null || !now.isBefore(entry.expiresAt())) {
            return new Admission.Unknown();
        }
        Pass pass = entry.pass();
        boolean touchDue = Duration.between(entry.touchedAt(), now).toMillis() >= 60_000;
        passes.put(name, new Entry(pass, expiry(pass, now), touchDue ? now : entry.touchedAt()));
        return new Admission.Known(pass.caller(), decide(pass.caller(), limit, now), touchDue);
    }

    /** One token of each bucket, or none of either. */
    private RateLimitDecision decide(Caller caller, RateLimit limit, Instant now) {
        Key users = new Key(caller.user(), limit.name());
        TokenBucket.Taken ofUser = taken(users, limit, now);
        Optional<RateLimit> own = caller.key().flatMap(key -> key.limitOf(limit));
        if (own.isEmpty()) {
            buckets.put(users, ofUser.bucket());
            return ofUser.decision();
        }
        Key keys = new Key(
                caller.user(), limit.name() + ":" + caller.key().orElseThrow().key());
        TokenBucket.Taken ofKey = taken(keys, own.get(), now);
        boolean userAllows = ofUser.decision() instanceof RateLimitDecision.Allowed;
        boolean keyAllows = ofKey.decision() instanceof RateLimitDecision.Allowed;
        if (keyAllows && userAllows) {
            buckets.put(users, ofUser.bucket());
            buckets.put(keys, ofKey.bucket());
        }
        return !keyAllows
                        || (userAllows
                                && ofKey.decision().remaining()
                                        < ofUser.decision().remaining())
                ? ofKey.decision()
                : ofUser.decision();
    }

    private TokenBucket.Taken taken(Key bucket, RateLimit limit, Instant now) {
        return buckets.getOrDefault(bucket, TokenBucket.full(limit, now)).take(limit, now);
    }

    @Override
    public synchronized void remember(Pass pass) {
        Instant now = now(pass.user());
        Entry known = passes.get(pass.name());
        if (!forgotten.contains(pass.name()) && (known == null || !now.isBefore(known.expiresAt()))) {
            passes.put(pass.name(), new Entry(pass, expiry(pass, now), pass.lastSeenAt()));
        }
    }

    /** Sessions of this user are never forgotten. */
    public synchronized void poison(UserId user) {
        poisoned.add(user);
    }

    @Override
    public synchronized void forget(UserId user, Collection<String> names) {
        now(user);
        if (poisoned.contains(user)) {
            throw new DomainException.Broken("The entry is of another type.", null);
        }
        for (String name : names) {
            forgotten.add(new Pass.Name(user, name));
            passes.remove(new Pass.Name(user, name));
        }
    }

    /** Dies and comes back as it was before it heard that the session ended. */
    public synchronized void loseLastWords(Session session) {
        Pass pass = Pass.of(session);
        forgotten.remove(pass.name());
        passes.put(pass.name(), new Entry(pass, expiry(pass, now(pass.user())), pass.lastSeenAt()));
    }

    private Instant expiry(Pass pass, Instant now) {
        Instant idle = now.plus(life.idle());
        return idle.isBefore(pass.endsAt()) ? idle : pass.endsAt();
    }

    private Instant now(UserId user) {
        if (away.get(part(user))) {
            throw new DomainException.Unavailable("The session gate is away.", null);
        }
        return clock.instant();
    }
}
