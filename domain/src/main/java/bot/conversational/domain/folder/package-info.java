/** How users order their conversations: folders, which may have a system prompt, and tags. */
@NullMarked
package bot.conversational.domain.folder;

import org.jspecify.annotations.NullMarked;
