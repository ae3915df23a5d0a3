package bot.conversational.domain.session;

/** Ends the session that the caller is in. */
public final class LogOut {

    private final SessionStore sessions;
    private final SessionGate gate;

    public LogOut(SessionStore sessions, SessionGate gate) {
        this.sessions = sessions;
        this.gate = gate;
    }

    /** The store first: it decides. Ending a session that has ended already changes nothing. */
    public void logOut(Caller caller) {
        sessions.end(caller.user(), caller.session()).ifPresent(digest -> gate.forget(caller.user(), digest));
    }
}
