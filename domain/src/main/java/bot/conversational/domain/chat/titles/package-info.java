/** Titles of conversations that a model writes. */
@NullMarked
package bot.conversational.domain.chat.titles;

import org.jspecify.annotations.NullMarked;
