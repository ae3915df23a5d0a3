package bot.conversational.domain.user;

import bot.conversational.domain.shared.DomainException;

/**
 * How long the service keeps conversations that nobody writes in.
 *
 * @param days without a write after which a conversation is deleted, unless it is pinned; 0: never
 */
public record RetentionRule(int days) {

    /** Ten years: more than that is no rule. */
    public static final int MOST_DAYS = 3_650;

    public RetentionRule {
        if (days < 0 || days > MOST_DAYS) {
            throw new IllegalArgumentException("conversations are kept for 0 to " + MOST_DAYS + " days");
        }
    }

    /**
     * The days themselves when a user may choose them: fewer than the service's are allowed, more are not.
     *
     * @throws DomainException.Invalid when they are not
     */
    public int chosen(int own) {
        int most = days == 0 ? MOST_DAYS : days;
        if (own < 1 || own > most) {
            throw new DomainException.Invalid("retentionDays", "must be between 1 and " + most);
        }
        return own;
    }
}
