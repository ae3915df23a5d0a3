package bot.conversational.domain.user;

import bot.conversational.domain.shared.DomainException;

/**
 * Rules for passwords: not one of the common ones, and not the e-mail address of its account (NIST SP 800-63B,
 * 5.1.1.2). No rule demands kinds of characters, which only makes passwords alike.
 */
public final class PasswordRules {

    private final CommonPasswords common;

    public PasswordRules(CommonPasswords common) {
        this.common = common;
    }

    /**
     * Checks a password that is being chosen.
     *
     * @param field what the caller calls it
     * @throws DomainException.Invalid when it is too easy to guess
     */
    public void check(String field, Password password, EmailAddress email) {
        if (common.contains(password)) {
            throw new DomainException.Invalid(field, "is one of the most common passwords");
        }
        if (password.value().equalsIgnoreCase(email.value())) {
            throw new DomainException.Invalid(field, "must not be the e-mail address");
        }
    }
}
