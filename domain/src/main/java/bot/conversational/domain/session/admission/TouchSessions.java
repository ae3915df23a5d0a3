package bot.conversational.domain.session.admission;

import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.session.SessionSeen;
import bot.conversational.domain.session.SessionStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes to the store when sessions were last seen: all that became due since the last run in one write, since no
 * caller waits for it. If a node dies before that, the session's next due call writes it, a minute later.
 */
public final class TouchSessions {

    /** In one write. */
    private static final int MOST_TOGETHER = 1_000;

    /** More than become due while a store is unavailable for minutes; the rest becomes due again in a minute. */
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
     * Writes the due sessions.
     *
     * @return whether there may be more
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the store is unavailable; they stay due
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
