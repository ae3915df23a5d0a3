/**
 * How the search index is looked after, and what operators see of it.
 */
@NullMarked
package bot.conversational.application.indexing;

import org.jspecify.annotations.NullMarked;
