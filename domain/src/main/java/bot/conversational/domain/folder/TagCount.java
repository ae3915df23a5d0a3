package bot.conversational.domain.folder;

/**
 * A tag that a user uses.
 *
 * @param tag one of its spellings
 * @param conversations that have it, archived ones among them
 */
public record TagCount(Tag tag, int conversations) {}
