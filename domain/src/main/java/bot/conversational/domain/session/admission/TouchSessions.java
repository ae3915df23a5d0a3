package bot.conversational.domain.session.admission;

import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.session.SessionSeen;
import bot.conversational.domain.session.SessionStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes to the store when sessions were last seen: all that became due since it last looked in one write, since nobody waits
 * for it. What a node had not written when it died the session's next call that is due writes, a minute later.
 */
public final class TouchSessions {

    /** In one write. */
    private static final int MOST_TOGETHER = 1_000;

    /** More than come while a store is away for minutes; what does not fit is due again in a minute. */
    private static final int MOST_WAITING = 100_000;

    private final SessionStore sessions;
    private final Map<SessionId, SessionSeen> due = new ConcurrentHashMap<>();

    public TouchSessions(SessionStore sessions) {
        this.sessions = sessions;
    }

    /** Remembers to write it. */
    void due(SessionSeen seen) {
        if (due.size() < MOST_WAITING) {
            due.put(seen.session(), seen);
        }
    }

    /**
     * Writes what is due.
     *
     * @return whether there may be more
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the store is away; it stays due
     */
    public boolean runOnce() {
        List<SessionSeen> together = due.values().stream().limit(MOST_TOGETHER).toList();
        if (together.isEmpty()) {
            return false;
        }
        sessions.touch(together);
        together.forEach(seen -> due.remove(seen.session(), seen));
        return together.size() == MOST_TOGETHER;
    }
}
