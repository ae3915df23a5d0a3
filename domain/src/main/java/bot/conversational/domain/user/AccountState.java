package bot.conversational.domain.user;

/** Whether an account may be used. */
public enum AccountState {
    ACTIVE,

    /** Nobody can log in, and no session of it is alive. What it owns stays. */
    SUSPENDED
}
