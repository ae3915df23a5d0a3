/** Stores for the followers and the maintenance of the search index: the change feed, dead letters, checkpoints. */
@NullMarked
package bot.conversational.adapters.postgres.changes;

import org.jspecify.annotations.NullMarked;
