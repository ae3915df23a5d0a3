package bot.conversational.domain.stores.accounts;

import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.user.AccountEdit;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserId;
import bot.conversational.domain.user.UserStore;
import java.util.Optional;

/** Accounts in memory. */
public final class InMemoryUserStore implements UserStore {

    private final InMemoryDatabase database;

    public InMemoryUserStore(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public boolean add(Credentials credentials) {
        return database.call(() -> byEmail(credentials.user().email()).isEmpty()
                && database.users.putIfAbsent(credentials.user().id(), credentials) == null);
    }

    @Override
    public Optional<User> find(UserId id) {
        return database.call(() -> account(id).map(Credentials::user));
    }

    @Override
    public Optional<Credentials> findByEmail(EmailAddress email) {
        return database.call(() -> byEmail(email));
    }

    @Override
    public Optional<Credentials> credentials(UserId id) {
        return database.call(() -> account(id));
    }

    @Override
    public Optional<User> edit(UserId id, AccountEdit edit) {
        return database.call(() -> account(id).map(known -> {
            User changed = edit.appliedTo(known.user());
            database.users.put(id, new Credentials(changed, known.passwordHash()));
            return changed;
        }));
    }

    @Override
    public boolean rehash(UserId id, PasswordHash known, PasswordHash fresh) {
        return database.call(() -> database.rehash(id, known, fresh));
    }

    /** One without a hash is being erased. */
    private Optional<Credentials> account(UserId id) {
        return Optional.ofNullable(database.users.get(id)).filter(InMemoryUserStore::isOpen);
    }

    private static boolean isOpen(Credentials known) {
        return !known.passwordHash().value().isEmpty();
    }

    private Optional<Credentials> byEmail(EmailAddress email) {
        return database.users.values().stream()
                .filter(credentials -> credentials.user().email().key().equals(email.key()))
                .filter(InMemoryUserStore::isOpen)
                .findFirst();
    }
}
