package bot.conversational.domain.stores;

import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.EmailAddress;
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
        return database.call(() -> Optional.ofNullable(database.users.get(id)).map(Credentials::user));
    }

    @Override
    public Optional<Credentials> findByEmail(EmailAddress email) {
        return database.call(() -> byEmail(email));
    }

    private Optional<Credentials> byEmail(EmailAddress email) {
        return database.users.values().stream()
                .filter(credentials -> credentials.user().email().key().equals(email.key()))
                .findFirst();
    }
}
