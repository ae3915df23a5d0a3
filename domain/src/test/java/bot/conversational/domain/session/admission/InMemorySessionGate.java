package bot.conversational.domain.session.admission;

import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.TokenBucket;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.SessionToken;
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
import java.util.Set;

/** A gate for tests, with a switch to take it away. */
public final class InMemorySessionGate implements SessionGate {

    private record Key(UserId user, String name) {}

    private record Entry(Session session, Instant expiresAt, Instant touchedAt) {}

    private final SessionLife life;
    private final InstantSource clock;
    private final Map<Key, Entry> sessions = new HashMap<>();
    private final Set<Key> forgotten = new HashSet<>();
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
    public synchronized Admission admit(SessionToken token, RateLimit limit) {
        Instant now = now(token.user());
        Key key = new Key(token.user(), token.digest());
        Entry entry = sessions.get(key);
        if (entry == null || !now.isBefore(entry.expiresAt())) {
            return new Admission.Unknown();
        }
        Session session = entry.session();
        boolean touchDue = Duration.between(entry.touchedAt(), now).toMillis() >= 60_000;
        sessions.put(key, new Entry(session, expiry(session, now), touchDue ? now : entry.touchedAt()));
        Key bucket = new Key(token.user(), limit.name());
        TokenBucket.Taken taken =
                buckets.getOrDefault(bucket, TokenBucket.full(limit, now)).take(limit, now);
        buckets.put(bucket, taken.bucket());
        return new Admission.Known(session.caller(), taken.decision(), touchDue);
    }

    @Override
    public synchronized void remember(Session session) {
        Instant now = now(session.user());
        Key key = new Key(session.user(), session.digest());
        Entry known = sessions.get(key);
        if (!forgotten.contains(key) && (known == null || !now.isBefore(known.expiresAt()))) {
            sessions.put(key, new Entry(session, expiry(session, now), session.lastSeenAt()));
        }
    }

    /** Sessions of this user are never forgotten. */
    public synchronized void poison(UserId user) {
        poisoned.add(user);
    }

    @Override
    public synchronized void forget(UserId user, Collection<String> digests) {
        now(user);
        if (poisoned.contains(user)) {
            throw new DomainException.Broken("The entry is of another type.", null);
        }
        for (String digest : digests) {
            forgotten.add(new Key(user, digest));
            sessions.remove(new Key(user, digest));
        }
    }

    /** Dies and comes back as it was before it heard that the session ended. */
    public synchronized void loseLastWords(Session session) {
        Key key = new Key(session.user(), session.digest());
        forgotten.remove(key);
        sessions.put(key, new Entry(session, expiry(session, now(session.user())), session.lastSeenAt()));
    }

    private Instant expiry(Session session, Instant now) {
        Instant idle = now.plus(life.idle());
        return idle.isBefore(session.endsAt()) ? idle : session.endsAt();
    }

    private Instant now(UserId user) {
        if (away.get(part(user))) {
            throw new DomainException.Unavailable("The session gate is away.", null);
        }
        return clock.instant();
    }
}
