/** Moves the largest tables into partitions and back. */
@NullMarked
package bot.conversational.adapters.postgres.partitions;

import org.jspecify.annotations.NullMarked;
