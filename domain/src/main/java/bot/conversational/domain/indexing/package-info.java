/**
 * From changes of the source of truth to the search index: the change feed and its followers, index versions, dead
 * letters.
 */
@NullMarked
package bot.conversational.domain.indexing;

import org.jspecify.annotations.NullMarked;
