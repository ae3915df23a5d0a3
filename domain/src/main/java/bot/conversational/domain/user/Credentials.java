package bot.conversational.domain.user;

/** An account with the hash that its password is checked against. */
public record Credentials(User user, PasswordHash passwordHash) {}
