package bot.conversational.domain.user;

/** The passwords that everybody tries first. */
@FunctionalInterface
public interface CommonPasswords {

    /** Whether it is one of them, whatever its case. Never fails. */
    boolean contains(Password password);
}
