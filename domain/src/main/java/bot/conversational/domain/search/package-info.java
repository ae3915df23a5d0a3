/**
 * Finding old messages and conversations again, and the changes that keep the index in step with the source of truth.
 */
@NullMarked
package bot.conversational.domain.search;

import org.jspecify.annotations.NullMarked;
