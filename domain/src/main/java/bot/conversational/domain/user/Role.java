package bot.conversational.domain.user;

/** What an account may do. */
public enum Role {
    USER,
    ADMIN
}
