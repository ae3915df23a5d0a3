package bot.conversational.domain.erasure;

import bot.conversational.domain.user.UserId;

/**
 * Copies of a user's data that come back by themselves. Throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the cache is unavailable.
 */
public interface UserCache {

    /** Removes what is there of the user but the sessions, so that nobody is logged out. A repeat is harmless. */
    void clear(UserId user);
}
