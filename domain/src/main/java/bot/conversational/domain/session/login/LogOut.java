package bot.conversational.domain.session.login;

import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.session.SessionStore;
import bot.conversational.domain.session.admission.GateTrust;
import bot.conversational.domain.session.admission.SessionGate;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.Collection;
import java.util.List;

/** Ends sessions: the caller's current one, or another of theirs. */
public final class LogOut {

    private final SessionStore sessions;
    private final SessionGate gate;
    private final GateTrust trust;

    public LogOut(SessionStore sessions, SessionGate gate, GateTrust trust) {
        this.sessions = sessions;
        this.gate = gate;
        this.trust = trust;
    }

    /** The store first: it decides. Ending a session that has ended already changes nothing. */
    public void logOut(Caller caller) {
        sessions.end(caller.user(), caller.session()).ifPresent(digest -> tell(caller.user(), List.of(digest)));
    }

    /**
     * Ends a session of the caller, also the current one.
     *
     * @throws DomainException.NotFound when it is not a live session of the caller
     */
    public void end(Caller caller, SessionId session) {
        String digest = sessions.end(caller.user(), session).orElseThrow(() -> new DomainException.NotFound("session"));
        tell(caller.user(), List.of(digest));
    }

    /** Propagates ended sessions to the gate. */
    public void tell(UserId user, Collection<String> digests) {
        if (digests.isEmpty()) {
            return;
        }
        try {
            gate.forget(user, digests);
        } catch (DomainException.Unavailable gateAway) {
            // The store has the revocation; it is propagated before the gate is trusted again.
            trust.lose(user);
        }
    }
}
