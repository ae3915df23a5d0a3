package bot.conversational.domain.session.admission;

import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.Credential;
import bot.conversational.domain.stores.Stores;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Puts the admission of calls together on fakes. */
public final class TestAdmission {

    private TestAdmission() {}

    /** A node's, which counts by this alone while the gate is away. */
    public static SessionAdmission of(
            Stores stores,
            SessionGate gate,
            GateTrust trust,
            VerifiedPasses verified,
            UnknownTokens unknown,
            NodeLimiter limiter,
            InstantSource clock) {
        KnownKeys known = new InMemoryKnownKeys(clock);
        Claims claims = new Claims(
                new StoredSessions(stores.sessions(), verified, unknown, clock),
                new StoredKeys(stores.keys().users(), known, unknown, clock),
                stores.keys().services(),
                known,
                UUID::randomUUID,
                clock);
        return new SessionAdmission(
                gate,
                trust,
                claims,
                limiter,
                verified,
                clock,
                new TouchSessions(stores.sessions(), stores.keys().users()));
    }

    /** A call that names nobody. */
    public static SessionAdmission.Entrance call(Credential credential, RateLimit limit, ClientAddress from) {
        return call(credential, Optional.empty(), limit, from);
    }

    public static SessionAdmission.Entrance call(
            Credential credential, Optional<String> actsFor, RateLimit limit, ClientAddress from) {
        return new SessionAdmission.Entrance(credential, actsFor, Optional::empty, user -> limit, () -> from);
    }
}
