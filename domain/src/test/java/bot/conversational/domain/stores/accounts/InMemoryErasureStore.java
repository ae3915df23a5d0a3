package bot.conversational.domain.stores.accounts;

import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.erasure.ErasureStore;
import bot.conversational.domain.stores.InMemoryCursor;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.administration.InMemoryAdministration;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The erasing of accounts in memory. */
public final class InMemoryErasureStore implements ErasureStore {

    private final InMemoryDatabase database;

    public InMemoryErasureStore(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<List<String>> begin(UserId user, PasswordHash checked, AuditEntry entry) {
        return database.call(() -> {
            InMemoryAdministration.refuseLast(database, user);
            if (!database.hasHash(user, checked)) {
                return Optional.empty();
            }
            List<String> ended = database.endAccess(user);
            database.users.computeIfPresent(user, (id, known) -> anonymous(known.user()));
            database.erasures.putIfAbsent(user, Instant.MAX);
            database.audited(entry);
            database.keys.forgetExternal(user);
            return Optional.of(ended);
        });
    }

    private static Credentials anonymous(User user) {
        EmailAddress email = new EmailAddress(user.id() + "@erased.invalid");
        return new Credentials(
                new User(user.id(), email, Optional.empty(), user.role(), user.createdAt()), new PasswordHash(""));
    }

    @Override
    public List<UserId> undeleted(int limit) {
        return next(Instant.MAX::equals, limit);
    }

    @Override
    public List<UserId> unsettled(int limit) {
        return next(deletedAt -> !deletedAt.equals(Instant.MAX), limit);
    }

    /** Those that are tried go to the end. */
    private List<UserId> next(Predicate<Instant> wanted, int limit) {
        return database.call(() -> {
            List<UserId> users = database.erasures.entrySet().stream()
                    .filter(erasure -> wanted.test(erasure.getValue()))
                    .limit(limit)
                    .map(Map.Entry::getKey)
                    .toList();
            users.forEach(user -> database.erasures.putLast(user, database.erasures.getOrDefault(user, Instant.MAX)));
            return users;
        });
    }

    /** Nobody asks a store in memory how old they are. */
    @Override
    public Duration oldest() {
        return Duration.ZERO;
    }

    @Override
    public boolean deleteSome(UserId user) {
        return database.call(() -> {
            @Nullable Instant deletedAt = database.erasures.get(user);
            if (!Instant.MAX.equals(deletedAt)) {
                return false;
            }
            Optional<ConversationId> one = database.conversations(user).stream()
                    .map(conversation -> conversation.conversation().id())
                    .findFirst();
            one.ifPresent(id -> database.stores().conversations().delete(user, id));
            if (one.isEmpty()) {
                database.endAccess(user);
                database.imports.deleteAll(user);
                database.files.keySet().removeIf(key -> key.user().equals(user));
                database.folders.keySet().removeIf(key -> key.user().equals(user));
                database.users.remove(user);
                database.tokens.remove(user);
                database.limits.remove(user);
                database.erasures.put(user, database.clock.instant());
            }
            return true;
        });
    }

    @Override
    public boolean settled(UserId user, Duration quiet, String follower) {
        return database.call(() -> {
            @Nullable Instant deletedAt = database.erasures.get(user);
            @Nullable InMemoryCursor cursor = database.cursors.get(follower);
            return deletedAt != null
                    && cursor != null
                    && !deletedAt.equals(Instant.MAX)
                    && !deletedAt.plus(quiet).isAfter(database.clock.instant())
                    && database.changes.subList(cursor.position(), database.changes.size()).stream()
                            .noneMatch(dated -> dated.change().user().equals(user));
        });
    }

    /** Keeps the changes: positions in memory are those in the list. Nobody reads them again. */
    @Override
    public void finish(UserId user) {
        database.call(() -> {
            database.revocations
                    .keySet()
                    .removeIf(revocation -> revocation.user().equals(user));
            return database.erasures.remove(user) != null;
        });
    }
}
