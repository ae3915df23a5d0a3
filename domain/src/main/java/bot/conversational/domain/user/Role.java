package bot.conversational.domain.user;

/** The rights of an account. */
public enum Role {
    USER,
    ADMIN
}
