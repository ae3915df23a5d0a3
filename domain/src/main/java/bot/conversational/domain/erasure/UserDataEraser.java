package bot.conversational.domain.erasure;

import bot.conversational.domain.user.UserId;

/**
 * Erases a user's data in a store other than the source of truth. Both methods may be repeated, and throw {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable; some data may then be
 * removed.
 */
public interface UserDataEraser {

    /**
     * Removes every text of the user that is there now. Tombstones stay that prevent ended sessions from being cached
     * again.
     */
    void removeTexts(UserId user);

    /**
     * Removes whatever is there of the user.
     *
     * @return whether there was anything
     */
    boolean removeAll(UserId user);
}
