package bot.conversational.domain.user;

import bot.conversational.domain.shared.Text;
import java.time.Instant;
import java.util.Optional;

/**
 * An account, without its credentials.
 *
 * @param retentionDays after so many days without a write a conversation is deleted; empty for the service's own rule
 */
public record User(
        UserId id,
        EmailAddress email,
        Optional<String> displayName,
        Role role,
        AccountState state,
        Optional<Integer> retentionDays,
        Instant createdAt) {

    public static final int MAX_DISPLAY_NAME = 200;

    public User {
        displayName.ifPresent(User::checkedName);
    }

    /** A new account. */
    public User(UserId id, EmailAddress email, Optional<String> displayName, Role role, Instant createdAt) {
        this(id, email, displayName, role, AccountState.ACTIVE, Optional.empty(), createdAt);
    }

    /** The name itself when it may be shown. */
    public static String checkedName(String name) {
        return Text.checked("displayName", name, 1, MAX_DISPLAY_NAME);
    }

    public User withDisplayName(Optional<String> name) {
        return new User(id, email, name, role, state, retentionDays, createdAt);
    }

    public User with(Role another) {
        return new User(id, email, displayName, another, state, retentionDays, createdAt);
    }

    public User with(AccountState another) {
        return new User(id, email, displayName, role, another, retentionDays, createdAt);
    }

    public User withRetentionDays(Optional<Integer> days) {
        return new User(id, email, displayName, role, state, days, createdAt);
    }
}
