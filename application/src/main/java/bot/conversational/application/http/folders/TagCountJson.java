package bot.conversational.application.http.folders;

import bot.conversational.domain.folder.TagCount;

/**
 * A tag on the wire.
 *
 * @param tag one of its spellings
 * @param conversations that have it, in whatever case
 */
public record TagCountJson(String tag, int conversations) {

    static TagCountJson of(TagCount count) {
        return new TagCountJson(count.tag().text(), count.conversations());
    }
}
