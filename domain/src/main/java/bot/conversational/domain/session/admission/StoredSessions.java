package bot.conversational.domain.session.admission;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.Pass;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionStore;
import bot.conversational.domain.session.SessionToken;
import bot.conversational.domain.shared.DomainException;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Finds sessions in the store for the admission of calls. Whoever makes tokens up has the store asked a few times only.
 * A session that the node has verified lately is looked for wherever it comes from.
 */
public final class StoredSessions {

    private final SessionStore sessions;
    private final VerifiedPasses verified;
    private final UnknownTokens unknown;
    private final InstantSource clock;

    public StoredSessions(SessionStore sessions, VerifiedPasses verified, UnknownTokens unknown, InstantSource clock) {
        this.sessions = sessions;
        this.verified = verified;
        this.unknown = unknown;
        this.clock = clock;
    }

    /**
     * The live session with this token.
     *
     * @param digest of the token
     * @param from where the call comes from, asked only when it matters
     * @throws DomainException.Unauthenticated when there is none
     * @throws DomainException.LimitExceeded when too many unknown tokens came from there; the store is then not asked
     */
    Session find(SessionToken token, String digest, Supplier<ClientAddress> from) {
        if (unknown.contains(digest)) {
            throw unauthenticated();
        }
        if (verified.find(new Pass.Name(token.user(), digest)).isEmpty()) {
            unknown.refused(from.get()).ifPresent(wait -> {
                throw new DomainException.LimitExceeded("Too many unknown tokens came from this address.", wait);
            });
        }
        return sessions.find(token.user(), digest, clock.instant()).orElseThrow(() -> {
            verified.forget(new Pass.Name(token.user(), digest));
            unknown.remember(digest, from.get());
            return unauthenticated();
        });
    }

    static DomainException unauthenticated() {
        return new DomainException.Unauthenticated("The session is unknown, expired or ended.");
    }
}
