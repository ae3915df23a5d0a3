package bot.conversational.domain.erasure;

import bot.conversational.domain.user.UserId;

/**
 * What a store beside the source of truth has of a user. Both methods may be repeated, and throw
 * {@link bot.conversational.domain.shared.DomainException.Unavailable} when the store is away; some may then be removed.
 */
public interface UserDataEraser {

    /** Removes every text of the user's that is there now. Marks stay that keep ended sessions from coming back. */
    void removeTexts(UserId user);

    /**
     * Removes whatever is there of the user.
     *
     * @return whether there was anything
     */
    boolean removeAll(UserId user);
}
