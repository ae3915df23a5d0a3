package bot.conversational.domain.session.admission;

import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.user.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Verified sessions for tests: none is forgotten by itself. */
public final class InMemoryVerifiedSessions implements VerifiedSessions {

    private record Key(UserId user, String digest) {}

    private final Map<Key, Caller> callers = new ConcurrentHashMap<>();

    @Override
    public Optional<Caller> find(UserId user, String digest) {
        return Optional.ofNullable(callers.get(new Key(user, digest)));
    }

    @Override
    public void remember(Session session) {
        callers.put(new Key(session.user(), session.digest()), session.caller());
    }

    @Override
    public void forget(UserId user, String digest) {
        callers.remove(new Key(user, digest));
    }
}
