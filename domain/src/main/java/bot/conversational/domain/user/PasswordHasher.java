package bot.conversational.domain.user;

/** Turns passwords into hashes that are slow to guess. Each call costs tens of milliseconds of one core on purpose. */
public interface PasswordHasher {

    /**
     * A hash under the current parameters with a fresh salt: two calls never give the same.
     *
     * @throws bot.conversational.domain.shared.DomainException.LimitExceeded when too many hashes are under way
     */
    PasswordHash hash(Password password);

    /**
     * The same for somebody without an account, who waits until nobody waits who has one or says so.
     *
     * @throws bot.conversational.domain.shared.DomainException.LimitExceeded when too many such hashes are under way
     */
    PasswordHash hashForStranger(Password password);

    /**
     * Whether the password made this hash. It costs the same whether or not it did.
     *
     * @throws bot.conversational.domain.shared.DomainException.LimitExceeded when too many hashes are under way
     */
    boolean verify(Password password, PasswordHash hash);

    /** Whether it was made under other parameters than the current ones. */
    boolean outdated(PasswordHash hash);

    /**
     * Spends the time of one {@link #verify} on nothing, so that an unknown account answers no faster than a known one.
     *
     * @throws bot.conversational.domain.shared.DomainException.LimitExceeded as verify does, for the same reason
     */
    void verifyNothing(Password password);
}
