package bot.conversational.domain.folder.managing;

import bot.conversational.domain.folder.TagCount;
import bot.conversational.domain.folder.TagStore;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;

/** The tags that the caller has given, and to how many conversations. */
public final class BrowseTags {

    private final TagStore tags;

    public BrowseTags(TagStore tags) {
        this.tags = tags;
    }

    /** In the order of their keys. */
    public Page<TagCount, String> list(UserId user, PageRequest<String> page) {
        return tags.counts(user, page);
    }
}
