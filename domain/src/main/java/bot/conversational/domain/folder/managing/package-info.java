/** What a user does with folders, and the list of tags. */
@NullMarked
package bot.conversational.domain.folder.managing;

import org.jspecify.annotations.NullMarked;
