/** Finding messages by what they mean. */
@NullMarked
package bot.conversational.domain.search.meaning;

import org.jspecify.annotations.NullMarked;
