/**
 * How changes of the source of truth reach the search index, in which versions of the index, and what cannot be indexed.
 */
@NullMarked
package bot.conversational.domain.indexing;

import org.jspecify.annotations.NullMarked;
