package bot.conversational.domain.folder;

import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;

/** The tags that users have given to conversations. */
public interface TagStore {

    /**
     * A page of the user's tags, by their keys' characters.
     *
     * @param page positions are keys, see {@link Tag#key}
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the store is unavailable
     */
    Page<TagCount, String> counts(UserId user, PageRequest<String> page);
}
