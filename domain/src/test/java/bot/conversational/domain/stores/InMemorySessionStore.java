package bot.conversational.domain.stores;

import bot.conversational.domain.revocation.Revocation;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.SessionStore;
import bot.conversational.domain.stores.InMemoryDatabase.SessionKey;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** Sessions in memory. */
public final class InMemorySessionStore implements SessionStore {

    private final InMemoryDatabase database;
    private final SessionLife life;

    public InMemorySessionStore(InMemoryDatabase database, SessionLife life) {
        this.database = database;
        this.life = life;
    }

    @Override
    public void open(Session session) {
        database.call(
                () -> database.sessions.putIfAbsent(new SessionKey(session.user(), session.id()), session) == null);
    }

    @Override
    public Optional<Session> find(UserId user, String digest, Instant now) {
        return database.call(() -> database.sessions.values().stream()
                .filter(session ->
                        session.user().equals(user) && session.digest().equals(digest))
                .filter(session -> now.isBefore(session.expiresAt(life)))
                .findFirst());
    }

    @Override
    public void touch(UserId user, SessionId id, Instant seenAt) {
        database.call(() -> database.sessions.computeIfPresent(new SessionKey(user, id), (key, session) -> {
                    Instant latest = seenAt.isAfter(session.lastSeenAt()) ? seenAt : session.lastSeenAt();
                    return new Session(
                            session.id(),
                            session.user(),
                            session.role(),
                            session.digest(),
                            session.createdAt(),
                            latest,
                            session.endsAt(),
                            session.userAgent());
                })
                != null);
    }

    @Override
    public Optional<String> end(UserId user, SessionId id) {
        return database.call(() -> {
            Optional<String> digest = Optional.ofNullable(database.sessions.remove(new SessionKey(user, id)))
                    .map(Session::digest);
            digest.ifPresent(ended -> database.revoked(new Revocation.SessionEnded(user, ended)));
            return digest;
        });
    }
}
