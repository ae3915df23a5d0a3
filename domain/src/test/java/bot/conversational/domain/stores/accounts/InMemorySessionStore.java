package bot.conversational.domain.stores.accounts;

import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.revocation.Revocation;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.SessionSeen;
import bot.conversational.domain.session.SessionStore;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.InMemoryDatabase.SessionKey;
import bot.conversational.domain.user.AccountState;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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
    public boolean open(Session session, PasswordHash checked, AuditEntry entry) {
        return database.call(() -> {
            boolean same = database.hasHash(session.user(), checked)
                    && database.users.get(session.user()).user().role()
                            == session.caller().role()
                    && database.users.get(session.user()).user().state() == AccountState.ACTIVE;
            if (same) {
                database.audited(entry);
                database.sessions.putIfAbsent(new SessionKey(session.user(), session.id()), session);
                List<SessionId> surplus = database.sessions.values().stream()
                        .filter(other -> other.user().equals(session.user())
                                && !other.id().equals(session.id()))
                        .sorted(Comparator.comparing(Session::lastSeenAt)
                                .thenComparing(InMemorySessionStore::inOrder)
                                .reversed())
                        .skip(MOST_OF_A_USER - 1L)
                        .map(Session::id)
                        .toList();
                database.endSessions(session.user(), other -> surplus.contains(other.id()));
            }
            return same;
        });
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
    public Page<Session, SessionId> list(UserId user, Instant now, PageRequest<SessionId> page) {
        return database.call(() -> Page.of(
                database.sessions.values().stream()
                        .filter(session -> session.user().equals(user) && now.isBefore(session.expiresAt(life)))
                        .filter(session -> page.after()
                                .map(after -> inOrder(session).compareTo(after.toString()) < 0)
                                .orElse(true))
                        .sorted(Comparator.comparing(InMemorySessionStore::inOrder)
                                .reversed())
                        .limit(page.limit() + 1L)
                        .toList(),
                page.limit(),
                Session::id));
    }

    /** As PostgreSQL orders ids: byte by byte, and {@link java.util.UUID} does not. */
    private static String inOrder(Session session) {
        return session.id().toString();
    }

    @Override
    public boolean deleteEnded() {
        return database.call(() -> {
            Instant before = database.clock.instant().minus(Duration.ofHours(1));
            database.sessions.values().removeIf(session -> session.endsAt().isBefore(before));
            return false;
        });
    }

    @Override
    public Optional<List<String>> changePassword(
            Caller caller, PasswordHash known, PasswordHash fresh, AuditEntry entry) {
        return database.call(() -> {
            if (!database.rehash(caller.user(), known, fresh)) {
                return Optional.empty();
            }
            database.audited(entry);
            return Optional.of(
                    database.endSessions(caller.user(), session -> !session.id().equals(caller.session())));
        });
    }

    @Override
    public Optional<List<String>> changePassword(
            UserId user, PasswordHash known, PasswordHash fresh, AuditEntry entry) {
        return database.call(() -> {
            if (!database.rehash(user, known, fresh)) {
                return Optional.empty();
            }
            database.audited(entry);
            return Optional.of(database.endSessions(user, session -> true));
        });
    }

    @Override
    public Optional<List<String>> changeRole(UserId user, Role role, AuditEntry entry) {
        return database.call(() -> Optional.ofNullable(database.users.computeIfPresent(user, (id, known) -> {
                    database.audited(entry);
                    return new Credentials(known.user().with(role), known.passwordHash());
                }))
                .map(changed -> database.renewAccess(user)));
    }

    @Override
    public void touch(List<SessionSeen> seen) {
        database.call(() -> {
            seen.forEach(one -> database.sessions.computeIfPresent(
                    new SessionKey(one.user(), one.session()), (key, session) -> session.seenAt(one.at())));
            return true;
        });
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
