/**
 * What followers and maintenance of the search index need of PostgreSQL: the change feed, dead letters, checkpoints.
 */
@NullMarked
package bot.conversational.adapters.postgres.changes;

import org.jspecify.annotations.NullMarked;
