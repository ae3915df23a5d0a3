package bot.conversational.domain.session.admission;

import bot.conversational.domain.apikey.ApiKeyStore;
import bot.conversational.domain.apikey.KeyUsed;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.KeyGrant;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.session.SessionSeen;
import bot.conversational.domain.session.SessionStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Writes to the store when sessions and keys were last seen: all that became due since the last run in one write, since no
 * caller waits for it. If a node dies before that, the next due call writes it, a minute later.
 */
public final class TouchSessions {

    /** In one write. */
    private static final int MOST_TOGETHER = 1_000;

    /** More than become due while a store is unavailable for minutes; the rest becomes due again in a minute. */
    private static final int MOST_WAITING = 100_000;

    private final SessionStore sessions;
    private final ApiKeyStore keys;
    private final Map<SessionId, SessionSeen> dueSessions = new ConcurrentHashMap<>();
    private final Map<ApiKeyId, KeyUsed> dueKeys = new ConcurrentHashMap<>();

    public TouchSessions(SessionStore sessions, ApiKeyStore keys) {
        this.sessions = sessions;
        this.keys = keys;
    }

    /** Remembers to write that it made a call. */
    void due(Caller caller, Instant at) {
        switch (caller.access()) {
            case SessionId session -> put(dueSessions, session, new SessionSeen(caller.user(), session, at));
            case KeyGrant grant -> put(dueKeys, grant.key(), new KeyUsed(caller.user(), grant.key(), at));
        }
    }

    private static <K, V> void put(Map<K, V> due, K key, V seen) {
        if (due.size() < MOST_WAITING) {
            due.put(key, seen);
        }
    }

    /**
     * Writes those that are due.
     *
     * @return whether there may be more
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the store is unavailable; they stay due
     */
    public boolean runOnce() {
        boolean moreSessions = write(dueSessions, sessions::touch);
        boolean moreKeys = write(dueKeys, keys::touch);
        return moreSessions || moreKeys;
    }

    private static <K, V> boolean write(Map<K, V> due, Consumer<List<V>> store) {
        List<Map.Entry<K, V>> together =
                due.entrySet().stream().limit(MOST_TOGETHER).toList();
        if (together.isEmpty()) {
            return false;
        }
        store.accept(together.stream().map(Map.Entry::getValue).toList());
        together.forEach(seen -> due.remove(seen.getKey(), seen.getValue()));
        return together.size() == MOST_TOGETHER;
    }
}
