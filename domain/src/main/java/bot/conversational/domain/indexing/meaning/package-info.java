/** Keeping vectors of all messages, so that they are found by what they mean. */
@NullMarked
package bot.conversational.domain.indexing.meaning;

import org.jspecify.annotations.NullMarked;
